"""What people do with an order."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.actions import action
from xianji.kit.hands import typed_in
from xianji.kit.refusals import Refused
from xianji.sales.contracts.rules import STANDING
from xianji.sales.orders import crediting, reckoning
from xianji.sales.orders.models import Order, OrderLine

State, Credit, Delivered = Order.State, Order.Credit, Order.Delivered
RELEASE = "sales.release_credit"
COUNTED = ("customer_id", "amount", "tax", "advance")
"""Who typed these has entered the order, whoever began it."""
UNDER_WAY = (Delivered.WAITING, Delivered.PARTLY, Delivered.DONE)


@action(Order, when=State.DRAFT, then=State.CONFIRMED, label=_("Confirm"), icon="circle-check", letter="A", primary=True)
def confirm(order: Order, *, by: Any) -> None:
    """The order holds; whoever entered it leaves this to another. Its lines are reckoned for the last time, and the customer's
    credit is asked: without room the order is on hold."""
    if typed_in(order, by, COUNTED):
        raise Refused(_("Whoever entered an order does not confirm it; ask somebody else who may."))
    if order.contract is not None and order.contract.customer_id != order.customer_id:
        raise Refused(_("“%(contract)s” is with another customer.") % {"contract": order.contract})
    if order.contract is not None and order.contract.state not in STANDING:
        raise Refused(_("Contract %(contract)s is not in force yet.") % {"contract": order.contract.number})
    if reckoning.reckon(order):
        order.delivery, order.advance = Delivered.WAITING, reckoning.advance_of(order)
    if order.advance > order.gross:
        raise Refused(_("The advance is a part of the gross amount, from nothing to all of it."))
    if order.amount or order.delivery == Delivered.WAITING:
        crediting.pass_or_hold(order)


@action(
    Order, when=(State.DRAFT, State.CONFIRMED), then=State.CANCELLED, label=_("Cancel"), icon="circle-x", letter="A",
    danger=True, sets=True, says=_("Nothing of the order is delivered; it stays and tells why."),
)  # fmt: skip
def cancel(order: Order, *, by: Any, why: str) -> None:
    """The customer does not take it, or it was entered by mistake; the order stays and says why."""
    if order.delivery not in (Delivered.NONE, Delivered.WAITING) or planned(order):
        raise Refused(_("Something of this order is on its way. Call the deliveries off first, or close the order."))
    if order.invoiced:
        raise Refused(_("This order is invoiced already. Take its invoices back first."))
    order.cancelled_because = why[:200]


def is_held(order: Order, who: Any) -> bool:
    return order.credit == Credit.HOLD


def may_be_held(order: Order, who: Any) -> bool:
    return order.credit in (Credit.PASS, Credit.RELEASED) and order.delivery in (Delivered.WAITING, Delivered.PARTLY)


@action(Order, when=State.CONFIRMED, label=pgettext_lazy("credit", "Release"), icon="lock-open", permission=RELEASE,
        only_for=is_held, primary=True, alone=True, says=_("You answer for it that the order may be shipped."))  # fmt: skip
def release(order: Order, *, by: Any, why: str) -> None:
    """Finance answers for it that the order may be shipped; not by whoever entered it."""
    if by.person_id and by.person_id == order.created_by_id:
        raise Refused(_("Whoever entered an order does not release it; ask somebody else who may."))
    crediting.clear(order, Credit.RELEASED)
    order.released_by_id, order.credit_why = by.person_id, why[:300]


@action(Order, when=State.CONFIRMED, label=pgettext_lazy("credit", "Put on hold"), icon="lock", permission=RELEASE,
        only_for=may_be_held, alone=True, says=_("Nothing more is shipped until somebody releases the order."))  # fmt: skip
def hold(order: Order, *, by: Any, why: str) -> None:
    """Nothing more is shipped until somebody releases it."""
    crediting.stop(order, why)


def awaits_advance(order: Order, who: Any) -> bool:
    return order.advance > order.advance_paid


@action(Order, when=State.CONFIRMED, label=_("Advance has come in"), icon="coins", permission=RELEASE, only_for=awaits_advance,
        alone=True)  # fmt: skip
def receive_advance(order: Order, *, by: Any) -> None:
    """All of the advance is here, so shipment may begin; not for whoever entered or released the order to say."""
    if by.person_id and by.person_id in (order.created_by_id, order.released_by_id):
        raise Refused(_("Whoever entered an order or released its credit does not say that its money is there."))
    order.advance_paid, order.moved_on = order.advance, timezone.localdate()


@action(Order, when=State.CONFIRMED, label=pgettext_lazy("order", "Close"), icon="archive", letter="A",
        only_for=lambda order, who: order.delivery in UNDER_WAY, alone=True,
        says=_("Nothing more is delivered or invoiced; what is left is not owed any more."))  # fmt: skip
def close(order: Order, *, by: Any, why: str) -> None:
    """Nothing more is delivered or invoiced; what is left is not owed any more."""
    if any(line.planned != line.accepted for line in reckoning.lines_of(order)):
        raise Refused(_("A delivery is still under way. Wait until it is accepted, or call it off."))
    order.delivery, order.moved_on = Delivered.CLOSED, timezone.localdate()


def is_waited_for(line: OrderLine, who: Any) -> bool:
    return not line.is_moved and line.met_on is None


@action(OrderLine, label=_("Move the day"), icon="calendar-event", only_for=is_waited_for, alone=True)
def reschedule(line: OrderLine, *, by: Any, on: date, why: str) -> None:
    """The customer asked for another day: what is on time is judged by that, once."""
    if line.is_moved or line.met_on:
        raise Refused(_("The day was moved already, or everything is accepted."))
    line.due_on, line.is_moved = on, True


@action(OrderLine, label=_("Say why it was late"), icon="message-2", only_for=lambda line, who: is_late(line), alone=True)
def explain(line: OrderLine, *, by: Any, late_because: str) -> None:
    """The record of a variance: why it came late, short or defective, and what follows from it."""
    line.late_because = late_because[:200]


def is_late(line: OrderLine) -> bool:
    """Due and not accepted in full, or accepted in full only later, or with defects."""
    end = line.met_on or timezone.localdate()
    return bool(line.defective or (line.due_on and end > line.due_on))


def planned(order: Order) -> bool:
    lines = OrderLine.unscoped.filter(order=order, deleted_at=None, planned__gt=0)
    return order.delivery == Delivered.WAITING and lines.exists()
