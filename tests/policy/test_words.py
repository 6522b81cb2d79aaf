"""Names of the program are told in words: of a control, of a dictionary, of the row that asked for an approval."""

from xianji.approval.requests.models import Request
from xianji.approval.requests.telling import because, facts
from xianji.catalog.models import Term
from xianji.kit import registry
from xianji.kit.exports.values import writer
from xianji.kit.lists.cells import maker
from xianji.policy.exceptions.models import ControlException
from xianji.policy.models import Finding

NAME = "customers.customer.customers_have_a_class"


def test_controls_and_dictionaries_are_called_by_their_titles(as_system):
    title, control = str(registry.controls[NAME].title), registry.resource_of(Finding).column("control")
    assert maker(control)(NAME)[1] == title != NAME and maker(control)("gone.control")[1] == "gone.control"
    assert writer(control)(NAME) == title and writer(control, machine=True)(NAME) == NAME
    shelf = maker(registry.resource_of(Term).column("dictionary"))
    assert (shelf("industry")[1], shelf("colours")[1]) == ("Industry", "colours")
    asked = Request(about_label=ControlException.label(), facts=[{"name": "control", "is_field": True, "old": None, "new": NAME}])
    assert facts(asked, is_asked=True) == [{"label": "Control", "old": None, "new": title}]


def test_the_row_that_asked_is_told_by_its_place(as_system):
    told = {"table": "exception.approvers", "version": 1, "row": "r4, r2", "href": "/policy/tables/exception.approvers/1?row=r4"}
    assert because(Request(because=told))["text"] == "Who grants exceptions v1, row 4, 2"
    assert because(Request(because={**told, "version": "v7", "row": 3}))["text"] == "Who grants exceptions v7, row 3"
