"""One field changed where it stands: the same checks as the form, a conflict with both values, a lock that says why."""

import json

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", owner=cast.person("alice"), size_class="large")


def at(firm, name):
    return f"/customers/customers/{firm.pk}/field/{name}"


def stored(firm):
    return Customer.unscoped.get(pk=firm.pk)


def test_the_editor_shows_what_stands_and_the_version(firm, enter):
    text = enter("alice").get(at(firm, "name"), **HTMX).content.decode()
    assert 'class="was"' in text and 'value="Heron Works"' in text and 'name="version" value="1"' in text


def test_a_saved_field_is_journalled_with_old_and_new(firm, enter):
    answer = enter("alice").post(at(firm, "name"), {"name": "Crane Works", "version": 1, "was.name": "Heron Works"}, **HTMX)
    assert answer.status_code == 200 and "Crane Works" in answer.content.decode()
    assert json.loads(answer.headers["HX-Trigger"])["xj:saved"]["version"] == 2
    entry = Entry.objects.filter(label="customers.customer", verb="change").latest("id")
    assert entry.changes["name"] == ["Heron Works", "Crane Works"] and entry.source == "web"


def test_a_broken_rule_is_told_in_place(firm, enter):
    answer = enter("alice").post(at(firm, "name"), {"name": "", "version": 1, "was.name": "Heron Works"}, **HTMX)
    assert answer.status_code == 422 and 'class="err"' in answer.content.decode()
    assert stored(firm).name == "Heron Works"


def test_who_was_slower_sees_both_values_who_and_then_keeps_theirs_or_mine(firm, enter):
    enter("bob").post(at(firm, "name"), {"name": "Swift", "version": 1, "was.name": "Heron Works"}, **HTMX)
    mine = {"name": "Crane", "version": 1, "was.name": "Heron Works"}
    answer = enter("alice").post(at(firm, "name"), mine, **HTMX)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Crane" in text and "Swift" in text and "Bob" in text
    assert stored(firm).name == "Swift"
    again = {"name": "Crane", "version": answer.context["record"].version, "was.name": answer.context["was"]}
    assert enter("alice").post(at(firm, "name"), again, **HTMX).status_code == 200
    assert stored(firm).name == "Crane"


def test_a_change_of_another_field_is_no_conflict(firm, enter):
    enter("bob").post(at(firm, "size_class"), {"size_class": "small", "version": 1, "was.size_class": "large"}, **HTMX)
    answer = enter("alice").post(at(firm, "name"), {"name": "Crane", "version": 1, "was.name": "Heron Works"}, **HTMX)
    assert answer.status_code == 200
    assert (stored(firm).name, stored(firm).size_class) == ("Crane", "small")


def test_without_scripts_it_is_the_form_at_that_field(firm, enter):
    answer = enter("alice").get(at(firm, "name"))
    assert answer.status_code == 302 and answer.headers["Location"].endswith(f"{firm.pk}/edit?at=name")


@pytest.mark.parametrize("name", ["number", "state", "created_at"])
def test_what_cannot_be_changed_says_why_and_is_refused(firm, enter, name):
    client = enter("alice")
    assert 'class="why"' in client.get(at(firm, name), **HTMX).content.decode()
    assert client.post(at(firm, name), {name: "x", "version": 1}, **HTMX).status_code == 403


def test_who_may_only_read_is_told_and_refused(firm, enter):
    client = enter("dave")
    assert 'class="why"' in client.get(at(firm, "name"), **HTMX).content.decode()
    assert client.post(at(firm, "name"), {"name": "x", "version": 1}, **HTMX).status_code == 403
    assert stored(firm).name == "Heron Works"


def test_out_of_sight_there_is_no_field(firm, enter):
    assert enter("carol").get(at(firm, "name"), **HTMX).status_code == 404
    assert enter("carol").post(at(firm, "name"), {"name": "x"}, **HTMX).status_code == 404


def test_a_guarded_field_does_not_exist_for_whom_it_is_closed(firm, enter, monkeypatch):
    from xianji.kit import registry

    resource = registry.resource_of(Customer)
    monkeypatch.setattr(type(resource), "guarded", {"name": "customers.customer.nobody_has_this"})
    assert enter("alice").post(at(firm, "name"), {"name": "x", "version": 1}, **HTMX).status_code == 404


def test_the_heads_of_a_list_say_which_columns_are_locked(enter, cast):
    make(Opportunity, name="Second line", owner=cast.person("alice"), stage="needs")
    columns = {one["name"]: one["lock"] for one in enter("alice").get("/sales/opportunities/?columns=name,stage,number").context["columns"]}
    assert columns["name"] == "" and "Won" in columns["stage"] and columns["number"]
