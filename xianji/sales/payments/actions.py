"""A payment's way: entered, confirmed by another, set against what is owed, taken back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.actions import action
from xianji.kit.days import past
from xianji.kit.hands import typed_in
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.rulebook.parameters.reading import value
from xianji.sales.deliveries.models import Delivery
from xianji.sales.invoices.rules import spread
from xianji.sales.payments import rules
from xianji.sales.payments.models import Payment
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.settling import Kind, give_back, held, owed_by, take

State = Payment.State
HAD = (State.CONFIRMED, State.ALLOCATED)


@action(
    Payment, when=State.REGISTERED, then=State.CONFIRMED, label=gettext_lazy("Confirm"), icon="circle-check", letter="A",
    primary=True,
)  # fmt: skip
def confirm(payment: Payment, *, by: Any) -> None:
    """The money is there; whoever entered it or ever changed it leaves this to another, and so do those who sell."""
    past(payment.value_on)
    if typed_in(payment, by):
        raise Refused(_("Whoever entered a payment does not confirm it; ask somebody else of finance."))
    if by.person_id in sellers(payment):
        told = _("Whoever answers for the customer, or entered, released or shipped the order, does not confirm its payments.")
        raise Refused(told)


def sellers(payment: Payment) -> set[int]:
    """Order entry, credit release, shipment and posting are four hands."""
    order, people = payment.order, {payment.customer.owner_id}
    if order is not None:
        people |= {order.created_by_id, order.released_by_id}
        people |= set(Delivery.unscoped.filter(order=order).order_by().values_list("shipped_by", flat=True))
    return {one for one in people if one}


@action(Payment, when=State.CONFIRMED, label=gettext_lazy("Cashed"), icon="cash", only_for=lambda payment, who: waits(payment),
        says=gettext_lazy("The bill has become money: from this day it counts as paid and can be allocated."))  # fmt: skip
def cash(payment: Payment, *, by: Any, on: date | None = None) -> None:
    """The bill of exchange has become money."""
    payment.cashed_on = past(on, payment.value_on)


@action(
    Payment, when=State.CONFIRMED, then=(State.CONFIRMED, State.ALLOCATED), label=gettext_lazy("Allocate"), icon="arrows-split",
    primary=True,
)  # fmt: skip
def allocate(
    payment: Payment, *, by: Any, receivable: Receivable | None = None, part: Decimal | None = None
) -> str:
    """Against the receivable that is named, else against all that the customer owes, the oldest first; of the payment as much
    as is named, else what is left."""
    most = payment.left if part is None else part
    if part is not None and not 0 < part <= payment.left:
        raise Refused("", {"part": [between_nothing_and(payment.left)]})
    if receivable is None:
        rows = {one.pk: one for one in owed_by(payment.customer_id)}
        parts = spread(most, {key: one.balance for key, one in rows.items()})
        if not parts:
            raise Refused(_("The customer owes nothing that this could pay; it stays as an advance."))
    else:
        rows = held([receivable.pk])
        parts = {receivable.pk: min(payment.left, receivable.balance) if part is None else part}
    return spend(payment, rows, parts)


def between_nothing_and(most: Decimal) -> str:
    return _("Type more than 0 and at most %(most)s, which is what is left of the payment.") % {"most": writing.money(most)}


def spend(payment: Payment, rows: Mapping[int, Receivable], parts: Mapping[int, Decimal]) -> str:
    """Set these parts against receivables that are held, as the payment is; never above either."""
    if waits(payment):
        raise Refused(_("A bill of exchange counts when it is cashed. Note first that it was."))
    if any(one.customer_id != payment.customer_id for one in rows.values()):
        raise Refused(_("A payment is set against what the same customer owes."))
    owed = {key: one.balance for key, one in rows.items()}
    try:
        fitting = rules.chosen(payment.left, owed, parts)
    except rules.TooMuch as problem:
        told = {"asked": writing.money(problem.asked), "most": writing.money(problem.most)}
        raise Refused("", {"part": [_("%(asked)s is more than there is: %(most)s.") % told]}) from problem
    take(rows, fitting, kind=Kind.PAYMENT, on=payment.cashed_on or payment.value_on, payment=payment)
    payment.left = money.minus(payment.left, money.plus(*fitting.values()))
    return State.ALLOCATED if payment.left == 0 else State.CONFIRMED


@action(Payment, when=HAD, then=State.CONFIRMED, label=gettext_lazy("Take allocations back"), icon="rotate", danger=True)
def release(payment: Payment, *, by: Any, why: str, receivable: Receivable | None = None) -> None:
    """What it paid is owed again from today on: all of it, or one receivable."""
    taken = payment.allocations.select_related("undone")
    back = give_back(taken.filter(receivable=receivable) if receivable else taken, timezone.localdate())
    if not back:
        raise Refused(_("Nothing of this payment is allocated there; nothing can be taken back."))
    payment.left = money.plus(payment.left, back)


@action(
    Payment, when=(State.REGISTERED, *HAD), then=State.REVERSED, label=gettext_lazy("Take the payment back"), icon="circle-x",
    letter="A", danger=True,
)  # fmt: skip
def reverse(payment: Payment, *, by: Any, why: str) -> None:
    """The bank took it back, or it was another's; what it paid is owed again."""
    give_back(payment.allocations.select_related("undone"), timezone.localdate())
    payment.left, payment.reason = Decimal("0.00"), why.strip()[:200]


def waits(payment: Payment) -> bool:
    """Whether it is a bill that counts only when it has become money."""
    is_paper = payment.method == Payment.Method.BILL and payment.cashed_on is None
    return is_paper and value("bill.counts", payment.value_on) == "cash"
