"""What contracts say about receivables, and what they are told: parts of the price fall due as the steps of the contract are
done, and a part that was paid is a step done."""

from typing import Any

from django.db import transaction

from xianji.kit import sets
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.risk.limits.following import end_project
from xianji.sales.contracts.milestones import reached
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import Milestone
from xianji.sales.invoices.actions import charged
from xianji.sales.invoices.models import Invoice
from xianji.sales.invoices.rules import Term
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED

BLOCK = 500
PAYMENT, INVOICE = Milestone.Kind.PAYMENT, Milestone.Kind.INVOICE


def agreed(invoice: Invoice) -> list[Term]:
    """The parts of the price of its contract, in the order of its terms; a day that is not known yet is that of the invoice."""
    if invoice.contract_id is None:
        return []
    rows = Milestone.objects.filter(contract=invoice.contract_id, kind=PAYMENT, term__isnull=False).select_related("term")
    return [
        Term(str(one.term), one.amount or money.plus(), one.due_on or invoice.issued_on, one.term_id)
        for one in rows.order_by("term__pk") if one.term is not None and invoice.issued_on is not None
    ]  # fmt: skip


def tell_contract(invoice: Invoice) -> None:
    """As soon as the whole of a contract is charged, its invoice is a step done."""
    if invoice.contract_id is None or invoice.issued_on is None or invoice.contract is None:
        return
    if money.plus(charged(invoice, "contract"), invoice.gross) >= invoice.contract.gross:
        reached(invoice.contract_id, INVOICE, invoice.issued_on)


def follow_contracts(told: list[tuple[Contract, dict[str, tuple[Any, Any]]]]) -> None:
    """With every step done: what hangs on it falls due on the day that follows."""
    ids = [one.pk for one, changed in told if "last_event_on" in changed and hasattr(one, "_loaded")]
    if ids:
        date_again(Receivable.unscoped.filter(contract__in=ids))


def date_again(rows: Any) -> int:
    """Bring the due days of parts of a price in line with the steps of their contracts; once a night for all, as two steps of one
    day leave no mark on the contract. Returns how many moved."""
    wanted = rows.filter(part__isnull=False, state__in=OWED, deleted_at=None).order_by("pk")
    moved = 0
    for pks in batched(list(wanted.values_list("pk", flat=True)), BLOCK):
        with transaction.atomic():
            moved += dated(pks)
    return moved


def is_dated(row: Receivable) -> bool:
    """Whether a step of its contract says when it falls due: the night would move it back there."""
    return row.part_id is not None and row.part_id in due_days([row])


def due_days(rows: list[Receivable]) -> dict[int, Any]:
    """{term of payment: the day on which it falls due}."""
    steps = Milestone.objects.filter(term__in={one.part_id for one in rows}, kind=PAYMENT, due_on__isnull=False)
    return dict(steps.values_list("term", "due_on"))


def dated(ids: Any) -> int:
    rows = list(Receivable.unscoped.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    days = due_days(rows)
    for row in rows:
        row.due_on = max(days.get(row.part_id, row.due_on), row.issued_on)
    return sets.update_many(Receivable, rows, ["due_on"], verb="set_due", source="job")


def follow_payments(told: list[tuple[Receivable, dict[str, tuple[Any, Any]]]]) -> None:
    """With every receivable that is settled: a part of the price whose whole is charged and paid is a step done."""
    for one, changed in told:
        if "state" not in changed or one.state != Receivable.State.SETTLED or one.part_id is None or one.settled_on is None:
            continue
        step = Milestone.objects.filter(term=one.part_id, kind=PAYMENT, done_on=None).first()
        rows = Receivable.unscoped.filter(part=one.part_id, deleted_at=None).values_list("amount", "balance")
        paid = money.plus(*(money.minus(amount, balance) for amount, balance in rows))
        if step is not None and one.contract_id is not None and paid >= (step.amount or 0):
            reached(one.contract_id, PAYMENT, one.settled_on)
            if not Milestone.objects.filter(contract=one.contract_id, kind=PAYMENT, done_on=None).exists():
                end_project(one.contract_id)
