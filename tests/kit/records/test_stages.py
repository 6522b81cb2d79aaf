"""The bar over a record: what is behind, where it stands and since when, what comes next and by what; for every kind with states."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.making import make
from xianji.customers.customers.actions import lose
from xianji.customers.models import Contact, Customer
from xianji.kit import registry
from xianji.kit.records.stages import way
from xianji.kit.webhooks.models import Webhook
from xianji.sales.models import Opportunity, Order, Receivable


def test_the_way_is_drawn_from_verbs_and_tones() -> None:
    found = {model: way(registry.resource_of(model))[1] for model in (Opportunity, Order, Customer, Webhook, Contact)}
    assert found[Opportunity] == ("qualify", "needs", "solution", "negotiation", "contract", "won")
    assert found[Order] == ("draft", "confirmed") and found[Customer] == ("prospect", "active")
    assert found[Webhook] == ("draft", "active") and found[Contact] == ()


def test_it_says_what_comes_next_and_by_what(cast: Any, enter: Any) -> None:
    alice = cast.person("alice")
    customer, order = make(Customer, owner=alice), make(Order, owner=alice)
    deal = make(Opportunity, owner=alice, stage="needs", staged_on=timezone.localdate() - timedelta(days=100))
    bar = enter("alice").get(f"/sales/opportunities/{deal.pk}").context["bar"]
    assert (bar["next"], bar["rot"], [one["state"] for one in bar["steps"]]) == ("Solution", 2, ["done", "current", "", "", "", ""])
    assert str(bar["how"]) == "by “Move forward”"
    bar = enter("alice").get(f"/customers/customers/{customer.pk}").context["bar"]
    assert (str(bar["next"]), str(bar["how"])) == ("Active", "A deal was won.")
    assert enter("alice").get(f"/sales/orders/{order.pk}").context["bar"]["how"] == "", "another one confirms"
    assert enter("bob").get(f"/sales/orders/{order.pk}").context["bar"]["how"] == "by “Confirm”"
    Order.unscoped.filter(pk=order.pk).update(state="confirmed")
    Opportunity.unscoped.filter(pk=deal.pk).update(stage="won")
    ends = [enter("alice").get(f"/sales/{there}").context["bar"]["is_over"] for there in (f"orders/{order.pk}", f"opportunities/{deal.pk}")]
    assert ends == [False, True], "a confirmed order is still to be delivered"
    owed = make(Receivable, customer=customer, amount=5, due_on=timezone.localdate())
    Receivable.unscoped.filter(pk=owed.pk).update(state="disputed")
    bars = [enter(name).get(f"/sales/receivables/{owed.pk}").context["bar"] for name in ("grace", "alice")]
    assert [(str(bar["next"]), str(bar["how"]), bar["is_over"]) for bar in bars] == [
        ("", "by “End the dispute”", False), ("", "", False),
    ], "what stands aside is not at its end, and where it leads on depends on what is paid"  # fmt: skip


def test_since_when_comes_late_from_the_journal(cast: Any, enter: Any) -> None:
    customer = make(Customer, owner=cast.person("alice"))
    with cast.acting("alice"):
        lose(customer, note="gone")
    page = enter("alice").get(f"/customers/customers/{customer.pk}")
    assert [one["state"] for one in page.context["bar"]["steps"]] == ["", "current"]
    assert 'id="since"' in page.content.decode()
    assert "since today" in enter("alice").get(f"/customers/customers/{customer.pk}/late").content.decode()
