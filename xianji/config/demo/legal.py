"""What legal leaves undone in the demo company: a contract waits for its review, an old claim is not asked for again."""

from datetime import timedelta

from django.utils import timezone

from xianji.approval.requests.models import Request, Step
from xianji.lib.periods import months_after
from xianji.sales.models import Contract, Invoice, Receivable, Statement

REVIEWED, KEPT = "sales.contract.legal_answers_in_time", "sales.receivable.claims_are_kept"
OLD = 34
"""Months since which the old claim is due; it lapses after 36."""


def plant(sellers: set[int]) -> dict[str, set[int]]:
    """The claim is one of a seller whose customers have confirmed nothing anyway, or who lets too much become overdue."""
    return {REVIEWED: unread(), KEPT: unasked(sellers)}


def unread() -> set[int]:
    """Legal was asked nine days ago and has not answered."""
    contracts = Contract.unscoped.filter(state="review").order_by("pk").values_list("pk", flat=True)[:1]
    asked = Request.unscoped.filter(about_label=Contract.label(), about_id__in=list(contracts), state="pending")
    Step.objects.filter(request__in=asked, opened_at__isnull=False).update(opened_at=timezone.now() - timedelta(days=9))
    return set(asked.values_list("about_id", flat=True))


def unasked(sellers: set[int]) -> set[int]:
    """The smallest open claim of a customer who has confirmed nothing: argued about for years, and still not asked for again."""
    today = timezone.localdate()
    confirmed = Statement.unscoped.filter(state="confirmed").values("customer")
    smallest = (
        Receivable.unscoped.filter(owner__in=sellers, state="open", due_on__gt=today)
        .exclude(customer__in=confirmed).order_by("balance", "pk").first()
    )  # fmt: skip
    if smallest is None:
        return set()
    why = Receivable.unscoped.filter(state="disputed").values_list("disputed_because", flat=True).first() or ""
    due = months_after(today, -OLD)
    issued = due - timedelta(days=30)
    Receivable.unscoped.filter(pk=smallest.pk).update(due_on=due, issued_on=issued, state="disputed", disputed_because=why)
    Invoice.unscoped.filter(pk=smallest.invoice_id).update(issued_on=issued)
    return {smallest.pk}
