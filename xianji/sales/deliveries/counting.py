"""Quantities of an order's lines, moved under the lock of the order: never more is planned than was ordered."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import sets, store
from xianji.kit.actions import lock
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders import reckoning, rules
from xianji.sales.orders.models import Order, OrderLine

COUNTED = ["planned", "shipped", "accepted", "defective", "met_on"]
Moves = Mapping[int, Mapping[str, Decimal]]
"""{line of an order: {what is counted: by how much}}."""


def parts_of(delivery: Delivery) -> list[DeliveryLine]:
    rows = DeliveryLine.unscoped.filter(delivery=delivery, deleted_at=None).select_related("line")
    return list(rows.order_by("pk"))


def move(order_id: int, moves: Moves, on: date | None = None) -> Order:
    """Count up and down, and bring the order's own state up to date; refused where a line would be overdrawn."""
    order = lock(Order(pk=order_id))
    lines = reckoning.lines_of(order)
    for line in lines:
        for name, by in moves.get(line.pk, {}).items():
            setattr(line, name, money.plus(getattr(line, name), by))
        must_fit(line)
        if line.pk in moves:
            line.met_on = (line.met_on or on or timezone.localdate()) if line.accepted == line.quantity else None
    sets.update_many(OrderLine, lines, COUNTED, verb="change", source="delivery")
    settle(order, lines)
    return order


def must_fit(line: OrderLine) -> None:
    if not 0 <= line.shipped <= line.planned <= line.quantity:
        if line.planned > line.quantity:
            told = {"line": line, "over": writing.number(money.minus(line.planned, line.quantity))}
            raise Refused(_("That is %(over)s more of “%(line)s” than was ordered.") % told)
        raise Refused(_("There is not so much of “%(line)s” on its way.") % {"line": line})


def settle(order: Order, lines: Iterable[OrderLine]) -> None:
    """How far the order is, and what has left of it; written where it differs."""
    known = list(lines)
    order.shipped = reckoning.shipped_gross(known)
    order.moved_on = timezone.localdate()
    if order.delivery != Order.Delivered.CLOSED:
        order.delivery = rules.state_of([line.quantity for line in known], [line.shipped for line in known])
    store.change(order, source="delivery")


def by_line(parts: Iterable[DeliveryLine], **names: str) -> dict[int, dict[str, Decimal]]:
    """Moves of the parts of a delivery: {name: the column of the part}, a leading minus counts down."""
    return {
        part.line_id: {
            name: -getattr(part, column[1:]) if column.startswith("-") else getattr(part, column)
            for name, column in names.items()
        }
        for part in parts
    }


def worth_of(parts: Iterable[DeliveryLine], name: str) -> Decimal:
    """What these parts are worth by their lines' `net` or `gross`."""
    return money.plus(*(rules.worth(getattr(part.line, name), part.line.quantity, part.quantity) for part in parts))
