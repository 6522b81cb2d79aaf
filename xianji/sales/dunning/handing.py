"""Money goes along with its customer: whoever answers for a customer sees what it owes, how it is collected, and what of it is
not set against anything yet. What was paid and allocated stays with whoever it came in for, as figures of the past do."""

from typing import Any

from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import sets
from xianji.org.among import Among
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.dunning.running import Night
from xianji.sales.invoices.models import Invoice
from xianji.sales.orders.exposure import post_exposure
from xianji.sales.payments.models import Payment
from xianji.sales.receivables.models import Receivable
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.opening import open_tasks
from xianji.workspace.tasks.rules import UNDONE

KINDS: tuple[Any, ...] = (Invoice, Receivable, Payment, DunningAction, Statement, RepaymentPlan)
Told = list[tuple[Customer, dict[str, tuple[Any, Any]]]]


def follow_owners(told: Told) -> None:
    """With every customer that is handed over; what lies in a pool stays with whoever answered for it."""
    moved: dict[tuple[int | None, int], list[int]] = {}
    for one, changed in told:
        if "owner_id" in changed and hasattr(one, "_loaded") and one.owner_id is not None:
            moved.setdefault((changed["owner_id"][0], one.owner_id), []).append(one.pk)
    for (before, after), ids in moved.items():
        hand_on(ids, before, after)


def hand_on(customer_ids: list[int], before: int | None, after: int | None) -> None:
    """From one person to another; what was given to somebody else by itself, such as to a collector, stays there."""
    if after is None or before == after:
        return
    for kind in KINDS:
        rows = kind.unscoped.filter(Among("customer", customer_ids), deleted_at=None)
        rows = rows.filter(left__gt=0) if kind is Payment else rows
        rows = rows if before is None else rows.filter(owner=before)
        if sets.change_many(rows, {"owner_id": after}, verb="hand_over") and kind is DunningAction:
            pass_tasks(customer_ids)


def pass_tasks(customer_ids: list[int]) -> None:
    """Whoever takes the steps that are due now finds their tasks; those that are done or were never opened stay so."""
    night = Night(timezone.localdate())
    steps = DunningAction.unscoped.filter(Among("customer", customer_ids), state=DunningAction.State.DUE, deleted_at=None)
    wanted = {one.key: one for step in steps.select_related("customer") for one in night.tasks(step)}
    there = Task.unscoped.filter(Among("key", sorted(wanted)), state__in=UNDONE, deleted_at=None)
    open_tasks(wanted[key] for key in there.values_list("key", flat=True) if key)


def united(survivor: Any, others: list[int]) -> None:
    """Customers became one: what came along is answered for by whoever answers for the one that is left."""
    if isinstance(survivor, Customer):
        for owner in set(Customer.unscoped.filter(Among("pk", others)).values_list("owner", flat=True)) - {None}:
            hand_on([survivor.pk], owner, survivor.owner_id)
        post_exposure([survivor.pk, *others])


def parted(survivor: Any, others: list[int]) -> None:
    """And back."""
    if isinstance(survivor, Customer):
        for pk, owner in Customer.unscoped.filter(Among("pk", others)).values_list("pk", "owner"):
            hand_on([pk], survivor.owner_id, owner)
        post_exposure([survivor.pk, *others])
