"""What follows from invoices: an issued one is owed, a credit note and one that was taken back make it less."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import store
from xianji.kit.actions import action
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.rulebook.parameters.reading import value
from xianji.sales.invoices.actions import charged
from xianji.sales.invoices.models import Invoice
from xianji.sales.invoices.rules import ZERO, Term, fall, net_of_note, spread
from xianji.sales.orders.posting import post_invoiced
from xianji.sales.receivables.agreed import agreed, tell_contract
from xianji.sales.receivables.models import Allocation, Receivable
from xianji.sales.receivables.settling import Kind, held, owe_again, take

State = Invoice.State
Told = list[tuple[Invoice, dict[str, tuple[Any, Any]]]]


def follow_invoices(told: Told) -> None:
    """With every change of invoices: in the same transaction, so that none is issued without being owed. What a ledger brings
    in as issued is brought in as owed by a file of its own."""
    orders = {one.order_id for one, changed in told if one.order_id and changed.keys() & {"state", "deleted_at"}}
    if orders:
        post_invoiced({pk: on_order(pk) for pk in orders})
    for invoice, changed in told:
        if "state" not in changed or not hasattr(invoice, "_loaded"):
            continue
        if invoice.credits_id is not None:
            if invoice.state == State.REVERSED:
                uncredit(invoice)
        elif invoice.state == State.ISSUED:
            charge(invoice)
            tell_contract(invoice)
        elif invoice.state == State.REVERSED:
            uncharge(invoice)


def on_order(pk: int) -> Decimal:
    """What is charged of an order by now, less what was credited."""
    return charged(Invoice(order_id=pk), "order")


def charge(invoice: Invoice) -> None:
    """A receivable for each term of payment that the invoice falls on."""
    assert invoice.issued_on is not None
    for part in parts_of(invoice):
        store.create(Receivable(
            customer_id=invoice.customer_id, invoice=invoice, document=invoice.external_no or invoice.number, term=part.name,
            issued_on=invoice.issued_on, due_on=max(part.due_on, invoice.issued_on), amount=part.amount,
            owner_id=invoice.owner_id, contract_id=invoice.contract_id, part_id=part.key,
        ))  # fmt: skip


def parts_of(invoice: Invoice) -> Sequence[Term]:
    """What was agreed says how it is split; what no term is about is due on its own day or after the usual days."""
    assert invoice.issued_on is not None
    terms = agreed(invoice) if invoice.due_on is None else []
    parts = fall(invoice.gross, terms, charged(invoice, "contract")) if terms else []
    rest = money.minus(invoice.gross, money.plus(*(one.amount for one in parts)))
    usual = invoice.issued_on + timedelta(days=int(value("invoice.days", invoice.issued_on)))
    return [*parts, Term("", rest, invoice.due_on or usual)] if rest else parts


def uncharge(invoice: Invoice) -> None:
    """Nothing of it is owed any more; what was paid is set free first, by whoever may."""
    rows = held(Receivable.unscoped.filter(invoice=invoice, deleted_at=None).values_list("pk", flat=True))
    if any(one.balance != one.amount for one in rows.values()):
        raise Refused(_("Part of it is paid or credited. Take that back first; then the invoice can be taken back."))
    take(rows, {key: one.balance for key, one in rows.items()}, kind=Kind.CREDIT, on=timezone.localdate())


def uncredit(note: Invoice) -> None:
    """What a credit note took is owed again: where it took first it gives back last, never more than was credited there."""
    rows = held(Receivable.unscoped.filter(invoice=note.credits_id, deleted_at=None).values_list("pk", flat=True))
    credited = dict(
        Allocation.objects.filter(receivable__in=rows, kind=Kind.CREDIT)
        .order_by().values_list("receivable").annotate(Sum("amount")),
    )
    first_first = sorted(rows.values(), key=lambda row: (row.due_on, row.pk))
    parts = spread(note.gross, {one.pk: credited.get(one.pk, ZERO) for one in first_first})
    owe_again(rows, parts, kind=Kind.CREDIT, on=timezone.localdate())


def noted(invoice: Invoice) -> tuple[Decimal, Decimal]:
    """(net, gross) of the credit notes that stand."""
    rows = Invoice.unscoped.filter(credits=invoice, state=State.ISSUED, deleted_at=None).order_by()
    found = rows.aggregate(net=Sum("net"), gross=Sum("gross"))
    return found["net"] or ZERO, found["gross"] or ZERO


@action(Invoice, when=State.ISSUED, label=gettext_lazy("Credit a part"), icon="receipt-refund", letter="A", alone=True)
def credit(invoice: Invoice, *, by: Any, part: Decimal, why: str, note_no: str = "", on: date | None = None) -> None:
    """A credit note over part of it, such as for goods that came back: the last that falls due becomes less first."""
    if invoice.credits_id is not None:
        raise Refused(_("A credit note is not credited. Take it back instead."))
    day = past(on, invoice.issued_on)
    rows = held(Receivable.unscoped.filter(invoice=invoice, deleted_at=None).values_list("pk", flat=True))
    owed = money.plus(ZERO, *(one.balance for one in rows.values()))
    if not 0 < part <= owed:
        told = _("Of this invoice %(owed)s is still owed; no more can be credited.") % {"owed": writing.money(owed)}
        raise Refused("", {"part": [told]})
    net = net_of_note(part, (invoice.net, invoice.gross), noted(invoice))
    store.create(Invoice(
        customer_id=invoice.customer_id, contract_id=invoice.contract_id, order_id=invoice.order_id, credits=invoice,
        kind=invoice.kind, external_no=note_no.strip(), issued_on=day, net=net, tax=money.minus(part, net), gross=part,
        state=State.ISSUED, reason=why[:200], owner_id=invoice.owner_id,
    ))  # fmt: skip
    last_first = sorted(rows.values(), key=lambda row: (row.due_on, row.pk), reverse=True)
    take(rows, spread(part, {one.pk: one.balance for one in last_first}), kind=Kind.CREDIT, on=day)
