"""A move is taken back: all its steps at once, by who made it, while it is fresh and nobody has changed what it changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import registry, verbs
from xianji.kit.boards import undo
from xianji.sales.models import Opportunity, StageChange

PATH = "/sales/opportunities/"


@pytest.fixture
def deal(cast: Any) -> Opportunity:
    alice = cast.person("alice")
    return make(Opportunity, name="Folding line", customer=make(Customer, owner=alice), owner=alice, amount=1200)


def moved(client: Any, deal: Opportunity, to: str = "solution") -> str:
    client.post(f"{PATH}{deal.pk}/drop", {"to": to})
    return f"{PATH}{deal.pk}/moves/{Entry.objects.filter(label=deal.label()).latest('id').batch}"


def stage(deal: Opportunity) -> str:
    return Opportunity.unscoped.get(pk=deal.pk).stage


def test_several_steps_are_one_move(deal: Opportunity, enter: Any) -> None:
    alice = enter("alice")
    back = moved(alice, deal)
    assert stage(deal) == "solution" and Entry.objects.filter(verb="advance").count() == 2
    assert alice.post(back).status_code == 302 and stage(deal) == "qualify"
    assert Opportunity.unscoped.get(pk=deal.pk).staged_on is None
    assert list(StageChange.objects.order_by("id").values_list("after", flat=True)) == ["needs", "solution", "qualify"]
    assert alice.post(back).status_code == 409, "it is so already"


def test_a_win_is_taken_back_with_its_amount_and_what_was_posted_down(deal: Opportunity, enter: Any) -> None:
    alice = enter("alice")
    alice.post(f"{PATH}{deal.pk}/do/win", {"amount": "1500"})
    assert Customer.unscoped.get(pk=deal.customer_id).won_amount == 1500
    alice.post(f"{PATH}{deal.pk}/moves/{Entry.objects.get(verb='win').batch}")
    row = Opportunity.unscoped.get(pk=deal.pk)
    assert (row.stage, row.amount, row.closed_on) == ("qualify", 1200, None)
    assert Customer.unscoped.get(pk=deal.customer_id).won_amount == 0


def test_others_later_and_after_a_change_it_is_refused(deal: Opportunity, enter: Any, cast: Any, monkeypatch: Any) -> None:
    back = moved(enter("alice"), deal)
    assert enter("bob").post(back).status_code == 404, "not his move"
    with cast.acting("alice"):
        registry.actions["sales.opportunity.advance"](Opportunity.objects.get())
    assert enter("alice").post(back).status_code == 409 and stage(deal) == "negotiation"
    Entry.objects.all()
    monkeypatch.setattr(undo, "HOURS", 0)
    assert enter("alice").post(back).status_code == 404
    assert timezone.now() - timedelta(hours=1) < Entry.objects.latest("id").at


def test_what_else_was_changed_stays(deal: Opportunity, enter: Any, cast: Any) -> None:
    back = moved(enter("alice"), deal)
    with cast.acting("alice"):
        verbs.change(Opportunity.objects.get(), {"next_step": "Call"})
    enter("alice").post(back)
    assert (stage(deal), Opportunity.unscoped.get().next_step) == ("qualify", "Call")
