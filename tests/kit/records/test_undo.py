"""A verb is taken back, a move with all its steps: by who did it, while it is fresh and nobody has changed what it changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import registry, verbs
from xianji.kit.checks import check_resources
from xianji.kit.records import undo
from xianji.sales.models import Opportunity, StageChange
from xianji.workspace.models import Task

PATH = "/sales/opportunities/"


@pytest.fixture
def deal(cast: Any) -> Opportunity:
    alice = cast.person("alice")
    return make(Opportunity, name="Folding line", customer=make(Customer, owner=alice), owner=alice, amount=1200)


def moved(client: Any, deal: Opportunity, to: str = "solution") -> str:
    client.post(f"{PATH}{deal.pk}/drop", {"to": to})
    return f"{PATH}{deal.pk}/undo/{Entry.objects.filter(label=deal.label()).latest('id').batch}"


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
    alice.post(f"{PATH}{deal.pk}/undo/{Entry.objects.get(verb='win').batch}")
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


def test_a_verb_offers_its_way_back(cast: Any, enter: Any) -> None:
    alice, firm = enter("alice"), make(Customer, owner=cast.person("alice"), need_profile="Lanterns", state="active")
    path = f"/customers/customers/{firm.pk}"

    def done(verb: str, **said: str) -> str:
        """Where the toast leads that follows the verb."""
        page = alice.post(f"{path}/do/{verb}", said, follow=True).content.decode()
        return re.search(r'class="toast".*?action="([^"]+)"', page, re.DOTALL)[1]

    back = done("lose", note="Buys elsewhere")
    assert Customer.unscoped.get(pk=firm.pk).state == "lost"
    assert alice.post(back).status_code == 302
    row = Customer.unscoped.get(pk=firm.pk)
    assert (row.state, row.need_profile) == ("active", "Lanterns")
    assert Entry.objects.latest("id").verb == "take_back"
    back = done("lose", note="Again")
    with cast.acting("alice"):
        verbs.change(Customer.objects.get(pk=firm.pk), {"need_profile": "Kites"})
    assert alice.post(back).status_code == 409 and Customer.unscoped.get(pk=firm.pk).state == "lost"


def test_the_opposite_verb_does_more_than_put_back(cast: Any, enter: Any) -> None:
    alice = enter("alice")
    task = make(Task, owner=cast.person("alice"), repeat="weekly")
    alice.post(f"/workspace/tasks/{task.pk}/do/finish")
    assert Task.unscoped.filter(before=task).exists()
    key = Entry.objects.filter(label=Task.label(), verb="finish").latest("id").batch
    assert alice.post(f"/workspace/tasks/{task.pk}/undo/{key}").status_code == 302
    assert Task.unscoped.get(pk=task.pk).state == "open" and not Task.unscoped.filter(before=task).exists()


def test_a_way_back_that_leads_nowhere_is_named_at_start(monkeypatch: Any) -> None:
    monkeypatch.setattr(registry.actions["customers.customer.lose"], "undo", "lose")
    monkeypatch.setattr(registry.actions["customers.customer.verify"], "undo", "unverify")
    told = [str(one) for one in check_resources() if "undo" in str(one) or "such verb" in str(one)]
    assert len(told) == 2 and "asks for note" in "".join(told)
