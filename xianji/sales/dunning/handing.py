"""Money goes along with its customer: whoever answers for a customer sees what it owes, how it is collected, and what of it is
not set against anything yet. What was paid and allocated stays with whoever it came in for, as figures of the past do."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.kit.merging import links
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

KINDS: tuple[Any, ...] = (Invoice, Receivable, DunningAction, Statement, RepaymentPlan)
Told = list[tuple[DunningAction, dict[str, tuple[Any, Any]]]]


def connect() -> None:
    for kind in KINDS:
        lie_with(Customer, kind, "customer", of_owner=True)
    lie_with(Customer, Payment, "customer", which=Q(left__gt=0), of_owner=True)
    store.follow(DunningAction, follow_steps)
    links.merged.append(post)
    links.parted.append(post)


def follow_steps(told: Told) -> None:
    """With every step that is handed over: whoever takes it now finds its task; one that is done or was never opened stays so."""
    ids = [
        one.pk for one, changed in told
        if "owner_id" in changed and hasattr(one, "_loaded") and one.state == DunningAction.State.DUE
    ]  # fmt: skip
    if not ids:
        return
    night, steps = Night(timezone.localdate()), DunningAction.unscoped.filter(Among("pk", ids)).select_related("customer")
    wanted = {one.key: one for step in steps for one in night.tasks(step)}
    there = Task.unscoped.filter(Among("key", sorted(wanted)), state__in=UNDONE, deleted_at=None)
    open_tasks(wanted[key] for key in there.values_list("key", flat=True) if key)


def post(survivor: Any, others: list[int]) -> None:
    """Customers became one, or several again: what each owes."""
    if isinstance(survivor, Customer):
        post_exposure([survivor.pk, *others])
