"""The page of a record: what stands there, for whom, and at what cost."""

import re

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Opportunity


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", owner=cast.person("alice"), size_class="large")


@pytest.fixture
def deal(cast, firm):
    return make(Opportunity, name="Second line", owner=cast.person("alice"), customer=firm, amount=5000, stage="needs")


def address(record):
    return f"/{record._meta.app_label}/{'customers' if record.label() == 'customers.customer' else 'opportunities'}/{record.pk}"


@pytest.mark.parametrize(("name", "queries"), [("firm", 12), ("deal", 11)])
def test_a_warm_page_costs_a_fixed_number_of_queries(name, queries, request, enter, django_assert_max_num_queries):
    record, client = request.getfixturevalue(name), enter("alice")
    client.get(address(record))
    with django_assert_max_num_queries(queries):
        assert client.get(address(record)).status_code == 200


def test_more_related_rows_cost_no_more_queries(firm, enter, cast, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = enter("alice")
    client.get(address(firm))
    with CaptureQueriesContext(connection) as few:
        client.get(address(firm))
    for n in range(6):
        make(Contact, customer=firm, name=f"Person {n}", owner=cast.person("alice"))
        make(Opportunity, customer=firm, name=f"Deal {n}", owner=cast.person("alice"))
    with django_assert_num_queries(len(few)):
        client.get(address(firm))


def test_key_figures_do_not_repeat_what_stands_beside_the_title(deal, enter):
    context = enter("alice").get(address(deal)).context
    told = {one["name"] for one in context["facts"]}
    assert context["number"] and [mark["name"] for mark in context["marks"]] == ["stage"]
    assert not told & {"stage", "number", "name"} and {"customer", "amount"} <= told


def test_a_section_of_which_one_may_see_nothing_is_not_there(firm, enter, monkeypatch):
    from xianji.kit import registry

    resource = registry.resource_of(Customer)
    monkeypatch.setattr(type(resource), "guarded", {"need_profile": "customers.see_needs"})
    titles = [str(one["title"]) for one in enter("alice").get(address(firm)).context["sections"]]
    assert "Company" in titles and "Needs" not in titles


def test_what_one_may_not_see_does_not_exist(firm, enter):
    for path in ("", "/edit", "/delete", "/hand-over", "/do/lose"):
        send = enter("carol").post if path == "/delete" else enter("carol").get
        assert send(address(firm) + path).status_code == 404


def test_only_fitting_verbs_are_offered(deal, enter):
    context = enter("alice").get(address(deal)).context
    names = [verb.name for verb in context["first_verbs"] + context["more_verbs"]]
    assert set(names) == {"advance", "step_back", "win", "lose"}
    assert context["first_verbs"][-1].name == "advance"


def test_a_verb_without_questions_is_done_by_its_button(deal, enter):
    answer = enter("alice").post(address(deal) + "/do/advance", {"version": deal.version})
    assert answer.status_code == 302
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "solution"


def test_a_verb_with_questions_asks_on_a_page_and_keeps_what_was_typed(deal, enter):
    client = enter("alice")
    assert "lost_reason" in client.get(address(deal) + "/do/lose").context["form"].fields
    answer = client.post(address(deal) + "/do/lose", {"version": 1, "competitor": "Crane & Sons"})
    assert answer.status_code == 422 and "Crane &amp; Sons" in answer.content.decode()
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "needs"


def test_a_refused_verb_says_why(cast, enter):
    deal = make(Opportunity, name="No customer", owner=cast.person("alice"), stage="needs")
    answer = enter("alice").post(address(deal) + "/do/win", {"version": 1, "amount": "10"})
    assert answer.status_code == 422 and answer.context["form"].non_field_errors()


def test_a_deleted_record_offers_its_way_back_to_those_who_may(firm, enter):
    erin = enter("erin")
    erin.post(address(firm) + "/delete")
    assert enter("alice").get(address(firm)).status_code == 404
    page = erin.get(address(firm))
    assert page.status_code == 200 and address(firm) + "/restore" in page.content.decode()
    erin.post(address(firm) + "/restore")
    assert enter("alice").get(address(firm)).status_code == 200


def test_an_encrypted_number_is_masked_until_it_is_asked_for(firm, enter, cast):
    contact = make(Contact, customer=firm, name="Wei", owner=cast.person("alice"), mobile="13812345678")
    path, client = f"/customers/contacts/{contact.pk}", enter("alice")
    assert "13812345678" not in client.get(path).content.decode()
    assert "13812345678" in client.post(path + "/reveal/mobile").content.decode()
    assert Entry.objects.filter(verb="reveal", record_id=contact.pk, label="customers.contact").count() == 1
    assert client.post(path + "/reveal/name").status_code == 404


def test_the_history_shows_old_and_new_values_with_who(firm, enter):
    client = enter("alice")
    client.post(address(firm) + "/edit", {"name": "Heron Works", "employees": "77", "registration_type": "none",
                                          "version": firm.version, "owner": "Alice"})  # fmt: skip
    [entry, created] = client.get(address(firm) + "?tab=history").context["panels"][0]["entries"]
    [change] = [one for one in entry["changes"] if one["new"] == "77"]
    assert change["old"] == "—" and entry["who"] == "Alice" and created["verb"] == "create"


def test_the_history_is_paged(firm, enter):
    with actor.acting(SYSTEM):
        for n in range(40):
            row = Customer.unscoped.get(pk=firm.pk)
            row.employees = n
            store.change(row)
    client = enter("alice")
    first = client.get(address(firm) + "?tab=history").context["panels"][0]
    rest = client.get(address(firm) + first["older_href"]).context["panels"][0]
    assert (len(first["entries"]), len(rest["entries"]), rest["older_href"]) == (30, 11, "")


def test_the_history_hides_guarded_fields(firm, enter, monkeypatch):
    from xianji.kit import registry

    resource = registry.resource_of(Customer)
    monkeypatch.setattr(type(resource), "guarded", {"name": "customers.see_name"})
    text = enter("alice").get(address(firm) + "?tab=history").content.decode()
    [entry] = enter("alice").get(address(firm) + "?tab=history").context["panels"][0]["entries"]
    assert "Heron Works" not in str(entry["changes"]) and re.search("<table", text)


def test_unknown_tabs_and_verbs_are_not_there(firm, enter):
    assert enter("alice").get(address(firm) + "?tab=nothing").status_code == 404
    assert enter("alice").get(address(firm) + "/do/explode").status_code == 404


def test_the_list_one_came_from_leads_on_and_back(cast, enter):
    firms = [make(Customer, name=f"Firm {n}", owner=cast.person("alice"), employees=n) for n in range(3)]
    client = enter("alice")
    rows = client.get("/customers/customers/?sort=name&owner=me").content.decode()
    middle = f"/customers/customers/{firms[1].pk}?in=sort%3Dname%26owner%3Dme"
    assert f'href="{middle}"' in rows
    around = client.get(middle).context["around"]
    assert around["back"] == "/customers/customers/?sort=name&owner=me"
    assert around["previous"].startswith(f"/customers/customers/{firms[0].pk}?in=")
    assert around["next"].startswith(f"/customers/customers/{firms[2].pk}?in=")
    assert client.get(around["next"]).context["around"]["next"] == ""


def test_a_spoilt_list_in_the_address_does_no_harm(firm, enter):
    assert enter("alice").get(address(firm) + "?in=colour%3Dred%26sort%3Dnothing").status_code == 200


def test_what_is_missing_for_a_verb_is_told_before_it_is_refused(cast, enter):
    from xianji.kit.refusals import Refused
    from xianji.sales.opportunities.actions import win

    deal = make(Opportunity, name="No customer", owner=cast.person("alice"), stage="needs")
    client = enter("alice")
    [lacking] = client.get(address(deal)).context["lacking"]
    assert str(lacking["verb"]) == "Won" and lacking["fields"][0]["href"].endswith("/edit?at=customer")
    assert "this is still missing" in client.get(address(deal)).content.decode()
    with cast.acting("alice"), pytest.raises(Refused, match="needs the field “Customer”"):
        win(deal, amount=5)
    assert enter("dave").get(address(deal)).context["lacking"] == []
    whole = make(Opportunity, name="Whole", owner=cast.person("alice"), stage="needs", customer=make(Customer, owner=cast.person("alice")))
    assert client.get(address(whole)).context["lacking"] == []


def test_what_a_verb_needs_must_be_a_field(monkeypatch):
    from xianji.kit import registry
    from xianji.kit.checks import problems
    from xianji.sales.opportunities.actions import win

    monkeypatch.setattr(win, "needs", ("custommer",))
    assert any("custommer" in str(one) for one in problems(registry.resource_of(Opportunity)))
