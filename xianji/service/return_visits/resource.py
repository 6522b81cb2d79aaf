"""How return visits are shown, also on the pages of their customer and their order."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.orders.models import Order
from xianji.service.return_visits.actions import drop, finish, try_in_vain
from xianji.service.return_visits.models import SCORES, ReturnVisit
from xianji.service.return_visits.panels import SAID, TO_ASK

COLUMNS = ["number", "occasion", "due_on", "caller", "state", "result"]


class ReturnVisitResource(Resource):
    """How customers fare with what they got."""

    model = ReturnVisit
    icon = "headset"
    picture = "none"
    purpose = _("After each delivery, and regularly by class: is the customer content, and what do they say?")
    sections = {
        _("Return visit"): [
            "title", "number", "occasion", "customer", "contact", "order", "due_on", "caller", "note", "state", "owner",
        ],
        pgettext_lazy("return visit", "The answer"): [
            "done_on", "channel", "result", *SCORES, "said", "tries", "tried_on", "why",
        ],
    }  # fmt: skip
    facts = ["customer", "occasion", "due_on", "caller", "contact", "order", "result", "done_on"]
    fixed = ["title", "number", "state", "done_on", "channel", "result", *SCORES, "said", "tries", "tried_on", "why"]
    columns = ["title", "occasion", "due_on", "caller", "state", "result", "number", "owner"]
    filters = ["state", "result", "customer", "order", "caller", "owner", "due_on"]
    search = ["title", "number"]
    order = ["due_on"]
    quick = ["customer", "occasion", "due_on", "caller"]
    depends = {"contact": "customer", "order": "customer"}
    imports = ["number", "customer", "occasion", "due_on", "note", "owner"]
    dates = ["due_on"]
    agenda = {"due_on": "state=due"}
    tabs = {
        pgettext_lazy("return visit", "To be made"): "state=due", _("Overdue"): "state=due&due_on=..yesterday",
        pgettext_lazy("return visit", "Dissatisfied"): "result=dissatisfied",
    }  # fmt: skip
    stages = [ReturnVisit.State.DUE, ReturnVisit.State.DONE]
    actions = [finish, try_in_vain, drop]
    panels = [TO_ASK, SAID]
    on = {
        Customer: [RelatedList(model=ReturnVisit, via="customer", columns=COLUMNS, place="tab", fold=DEALINGS)],
        Order: [RelatedList(model=ReturnVisit, via="order", columns=COLUMNS, place="tab", order=6)],
    }
    rights = {
        "REP": "CR p", "SUP RM": "R b", "SD MR EXE": "R a", "CS": "CRUDX a", "LEG": "R p",
    }  # fmt: skip
