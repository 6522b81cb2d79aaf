"""Putting what is still open of an order into a delivery, whole or in part."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import sets, store
from xianji.kit.refusals import Refused
from xianji.sales.deliveries.counting import move, worth_of
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.orders.reckoning import lines_of


def open_lines(order: Order) -> list[OrderLine]:
    """What can be delivered: goods of which something is in no delivery yet."""
    return [line for line in lines_of(order) if not line.months and line.left > 0]


def plan(order: Order, quantities: Mapping[int, Decimal] | None, **values: Any) -> Delivery:
    """A delivery of so much of each line; of everything that is open where nothing is said. The order is locked."""
    known = {line.pk: line for line in open_lines(order)}
    wanted = quantities if quantities is not None else {pk: line.left for pk, line in known.items()}
    wanted = {pk: quantity for pk, quantity in wanted.items() if quantity}
    if not wanted:
        raise Refused(_("There is nothing to deliver. Type how much of which line."))
    if strange := wanted.keys() - known.keys():
        raise Refused(_("Nothing is open of line %(line)s.") % {"line": min(strange)})
    delivery = store.create(Delivery(order=order, customer_id=order.customer_id, owner_id=order.owner_id, **values))
    parts = [DeliveryLine(delivery=delivery, line=known[pk], quantity=quantity) for pk, quantity in sorted(wanted.items())]
    for part in parts:
        store.check(part)
    sets.insert_many(DeliveryLine, parts, verb="create", source="delivery")
    move(order.pk, {part.line_id: {"planned": part.quantity} for part in parts})
    value(delivery, parts)
    return delivery


def value(delivery: Delivery, parts: list[DeliveryLine]) -> None:
    """What the delivery is worth, for whoever looks at the list."""
    delivery.net, delivery.gross = worth_of(parts, "net"), worth_of(parts, "gross")
    store.change(delivery, source="delivery")


def first_day(order: Order, today: date) -> date:
    """When it is due to be shipped, unless somebody says otherwise."""
    due = [line.due_on for line in open_lines(order) if line.due_on]
    return max(min(due), today) if due else today
