"""A return's life: asked for, allowed, back here, credited or replaced."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import sets, store
from xianji.kit.actions import action, lock
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders import rules
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.returns.models import SalesReturn

State, Wish = SalesReturn.State, SalesReturn.Wish


@action(SalesReturn, when=State.REQUESTED, then=State.APPROVED, label=pgettext_lazy("return", "Approve"), icon="circle-check",
        letter="A", primary=True, alone=True)  # fmt: skip
def approve(back: SalesReturn, *, by: Any) -> None:
    """It may come back; whoever asked for it leaves this to another. No more comes back than was accepted."""
    if by.person_id and by.person_id == back.created_by_id:
        raise Refused(_("Whoever asks for a return does not approve it; ask somebody else who may."))
    must_fit(back)


@action(SalesReturn, when=State.REQUESTED, then=State.REFUSED, label=pgettext_lazy("return", "Refuse"), icon="circle-x",
        letter="A", danger=True, alone=True,
        says=gettext_lazy("The goods stay with the customer."))  # fmt: skip
def refuse(back: SalesReturn, *, by: Any, why: str) -> None:
    """It stays with the customer."""
    back.refused_because = why[:200]


@action(SalesReturn, when=State.APPROVED, then=State.RECEIVED, label=pgettext_lazy("return", "Back here"), icon="package",
        primary=True, alone=True,
        says=gettext_lazy("The goods are here and were looked at."))  # fmt: skip
def receive(back: SalesReturn, *, by: Any, received_on: date | None = None) -> None:
    """The goods are here and were looked at."""
    back.received_on = past(received_on, delivered_on(back))


@action(SalesReturn, when=State.RECEIVED, then=State.CREDITED, label=pgettext_lazy("return", "Credit"), icon="coins",
        letter="A", primary=True, only_for=lambda back, who: back.wish == Wish.CREDIT, alone=True,
        says=gettext_lazy("Revenue is taken back on this day, and a credit note follows."))  # fmt: skip
def credit(back: SalesReturn, *, by: Any, settled_on: date | None = None) -> None:
    """The customer gets its money back: revenue is taken back on this day, and a credit note follows."""
    line = must_fit(back)
    if DeliveryLine.unscoped.filter(line=line, delivery__state=Delivery.State.PARTLY).exists():
        raise Refused(_("A delivery of it is accepted only in part, so it is no revenue yet. Complete that delivery first."))
    before, after = sold(line), money.minus(sold(line), back.quantity)
    back.net = rules.step(line.net, line.quantity, after, before)
    back.gross = rules.step(line.gross, line.quantity, after, before)
    back.settled_on = past(settled_on, back.received_on)
    line.returned = money.plus(line.returned, back.quantity)
    sets.update_many(OrderLine, [line], ["returned"], verb="change", source="return")
    order = lock(Order(pk=line.order_id))
    order.returned = money.plus(order.returned, back.gross)
    store.change(order, source="return")


@action(SalesReturn, when=State.RECEIVED, then=State.REPLACED, label=gettext_lazy("Replaced"), icon="rotate", primary=True,
        only_for=lambda back, who: back.wish == Wish.REPLACEMENT, alone=True,
        says=gettext_lazy("The customer has something sound in its place; what was sold stays sold."))  # fmt: skip
def replace(back: SalesReturn, *, by: Any, settled_on: date | None = None) -> None:
    """The customer has something sound in its place; what was sold stays sold."""
    back.settled_on = past(settled_on, back.received_on)


def must_fit(back: SalesReturn) -> OrderLine:
    """The line, held with its order until the transaction ends; refused where not so much of it is at the customer's."""
    lock(Order(pk=back.line.order_id))
    line = OrderLine.unscoped.get(pk=back.line_id)
    others = SalesReturn.unscoped.filter(line=line, state__in=(State.APPROVED, State.RECEIVED), deleted_at=None, wish=Wish.CREDIT)
    asked = money.plus(*(one.quantity for one in others.exclude(pk=back.pk)))
    left = money.minus(sold(line), asked)
    if back.quantity > left:
        told = {"left": writing.number(max(left, 0)), "line": line}
        raise Refused("", {"quantity": [_("Only %(left)s of “%(line)s” can come back.") % told]})
    return line


def sold(line: OrderLine) -> Any:
    """What was accepted and did not come back."""
    return money.minus(line.accepted, line.returned)


def delivered_on(back: SalesReturn) -> date | None:
    """Since when the customer has some of it."""
    taken = DeliveryLine.unscoped.filter(line=back.line_id, accepted__gt=0, delivery__deleted_at=None)
    found: date | None = taken.aggregate(first=Min("delivery__accepted_on"))["first"]
    return found
