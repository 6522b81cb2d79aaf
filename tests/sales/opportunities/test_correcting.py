"""The amount of a won deal: corrected by its verb, with a reason, by who may; refused by every other way."""

from typing import Any

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import correct_amount

PATH = "/sales/opportunities/"


@pytest.fixture
def won(cast: Any) -> Opportunity:
    alice = cast.person("alice")
    return make(Opportunity, name="Line", customer=make(Customer, owner=alice), owner=alice, amount=1200, stage="won")


def amount(won: Opportunity) -> Any:
    return Opportunity.unscoped.get(pk=won.pk).amount


def test_no_other_way_changes_it(won: Opportunity, enter: Any, cast: Any) -> None:
    bob, typed = enter("bob"), {"name": "Line", "amount": "5", "version": won.version}
    answers = [
        bob.post(f"{PATH}{won.pk}/edit", typed).status_code,
        bob.post(f"{PATH}{won.pk}/field/amount", {"amount": "5"}, headers={"HX-Request": "true"}).status_code,
        bob.patch(f"/api{PATH}{won.pk}", {"amount": "5", "version": won.version}, content_type="application/json").status_code,
    ]
    assert answers == [422, 422, 422]
    bulk = {"ids": [won.pk], "verb": "change", "confirmed": "1", "field": "amount", "asked": "amount", "amount": "5", "seen": "1"}
    bob.post(f"{PATH}bulk", bulk)
    with cast.acting("bob"), pytest.raises(Refused):
        verbs.change(won, {"amount": 5})
    assert amount(won) == 1200
    with cast.acting("bob"):
        verbs.change(Opportunity.objects.get(), {"name": "Folding line"})


def test_its_verb_asks_why_and_says_so(won: Opportunity, cast: Any, enter: Any) -> None:
    with cast.acting("alice"), pytest.raises(NotPermitted):
        correct_amount(won, amount=5, why="typed wrong")
    assert enter("bob").post(f"{PATH}{won.pk}/do/correct_amount", {"amount": "900"}).status_code == 422
    enter("bob").post(f"{PATH}{won.pk}/do/correct_amount", {"amount": "900", "why": "One machine less"})
    assert amount(won) == 900 and Customer.unscoped.get().won_amount == 900
    assert Entry.objects.get(verb="correct_amount").reason == "One machine less"


def test_an_open_deal_is_free(cast: Any) -> None:
    deal = make(Opportunity, owner=cast.person("alice"), amount=5)
    with cast.acting("alice"):
        verbs.change(deal, {"amount": 6})
    assert amount(deal) == 6
