"""A deal's page: its path, its next step, its customer; and the next step on the customer's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kit.conftest import pages_are_observed
from tests.making import make
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

__all__ = ["pages_are_observed"]


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", owner=cast.person("alice"), size_class="large")


def deal(cast, firm, **values):
    return make(Opportunity, owner=cast.person("alice"), customer=firm, amount=5000, **values)


@pytest.fixture
def english(enter):
    """alice reads in English, so that words can be looked for."""
    client = enter("alice")
    client.cookies["language"] = "en"
    return client


def panel(page, name):
    return next(one for one in page.context["panels"] if one["panel"].name == name)


def test_the_path_shows_what_is_done_and_how_it_ended(cast, firm, enter):
    client = enter("alice")
    states = {}
    for stage in ("solution", "won", "lost"):
        page = client.get(f"/sales/opportunities/{deal(cast, firm, name=stage, stage=stage).pk}")
        path = page.context["bar"]["steps"]
        states[stage] = [one["state"] for one in path], path[-1]["label"]
    assert states["solution"] == (["done", "done", "current", "", "", ""], Opportunity.Stage.WON.label)
    assert states["won"] == (["done"] * 6, Opportunity.Stage.WON.label)
    assert states["lost"] == ([""] * 5 + ["current"], Opportunity.Stage.LOST.label)


def test_a_late_next_step_says_so(cast, firm, english):
    late = deal(cast, firm, name="Late", next_step="Send the quote", next_step_on=timezone.localdate() - timedelta(days=3))
    text = english.get(f"/sales/opportunities/{late.pk}").content.decode()
    assert "Send the quote" in text and "3 days overdue" in text


def test_an_open_deal_without_a_next_step_asks_for_one_and_a_closed_one_does_not(cast, firm, english):
    bare, won = deal(cast, firm, name="Bare", stage="needs"), deal(cast, firm, name="Won", stage="won")
    assert "Plan the next step" in english.get(f"/sales/opportunities/{bare.pk}").content.decode()
    assert "Plan the next step" not in english.get(f"/sales/opportunities/{won.pk}").content.decode()


def test_the_customer_shows_what_falls_due_first_among_open_deals(cast, firm, enter):
    today = timezone.localdate()
    deal(cast, firm, name="Closed", stage="won", next_step="Nothing", next_step_on=today)
    deal(cast, firm, name="Later", next_step="Call", next_step_on=today + timedelta(days=5))
    soon = deal(cast, firm, name="Sooner", next_step="Visit", next_step_on=today + timedelta(days=2))
    given = panel(enter("alice").get(f"/customers/customers/{firm.pk}"), "next_step")
    assert given["deal"] == soon and given["late"] == ""


def test_what_one_may_not_see_of_the_customer_is_not_told(cast, firm, enter):
    other = make(Customer, name="Hidden Mill", owner=cast.person("alice"))
    mine = make(Opportunity, name="Shared", owner=cast.person("carol"), customer=other, stage="needs")
    deal(cast, other, name="Secret deal", stage="needs")
    page = enter("carol").get(f"/sales/opportunities/{mine.pk}")
    given = panel(page, "customer")
    assert given["customer"] is None and given["others"] == []
    assert "Secret deal" not in page.content.decode()
