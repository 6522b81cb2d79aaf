"""Entries for what was accepted, for months of service and for what came back; each is written once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from xianji.kit import sets
from xianji.lib import money
from xianji.sales.deliveries.counting import parts_of
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders import rules
from xianji.sales.orders.models import OrderLine
from xianji.sales.returns.models import SalesReturn
from xianji.sales.revenue.models import RevenueEntry

Source = RevenueEntry.Source
Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def follow_deliveries(told: Told) -> None:
    """A delivery that is complete is revenue on the day of its acceptance."""
    for delivery, changed in told:
        if "state" in changed and delivery.state == Delivery.State.ACCEPTED:
            book_delivery(delivery)


def follow_returns(told: Told) -> None:
    """What is credited is taken back on that day."""
    for back, changed in told:
        if "state" in changed and back.state == SalesReturn.State.CREDITED:
            book_return(back)


def book_delivery(delivery: Delivery) -> None:
    """One entry for each line of which something was taken; steps of a line together are its whole, to the cent."""
    made, day = [], delivery.accepted_on or timezone.localdate()
    for part in parts_of(delivery):
        if part.accepted:
            line, before = part.line, recognised(part.line)
            after = money.plus(before, part.accepted)
            made.append(entry(line, Source.DELIVERY, day, before, after, once=f"part:{part.pk}", part=part))
    write(made)


def book_return(back: SalesReturn) -> None:
    """Less than nothing, at the price and cost of the line."""
    line = OrderLine.unscoped.select_related("order").get(pk=back.line_id)
    before, day = recognised(line), back.settled_on or timezone.localdate()
    after = money.minus(before, back.quantity)
    write([entry(line, Source.RETURN, day, before, after, once=f"return:{back.pk}", sales_return=back,
                 counts_for_id=earner(line))])  # fmt: skip


def earner(line: OrderLine) -> int | None:
    """For whom the line counted last: what comes back is taken from nobody else."""
    booked = RevenueEntry.unscoped.filter(line=line).exclude(source=Source.CORRECTION).order_by("-pk")
    return booked.values_list("counts_for", flat=True).first() or line.order.owner_id


def recognised(line: OrderLine) -> Decimal:
    """How much of a line is revenue by now."""
    rows = RevenueEntry.unscoped.filter(line=line).exclude(source=Source.CORRECTION).values_list("quantity", flat=True)
    return money.plus(*rows)


def stands(booked: RevenueEntry) -> Decimal:
    """What an entry comes to with its corrections so far."""
    rows = RevenueEntry.unscoped.filter(corrects=booked).values_list("net", flat=True)
    return money.plus(booked.net, *rows)


def entry(line: OrderLine, source: Any, on: date, before: Decimal, after: Decimal, *, of: Decimal | None = None,
          **links: Any) -> RevenueEntry:  # fmt: skip
    """What the step from so much to so much of a line is worth and cost."""
    whole, order = of or line.quantity, line.order
    net = rules.step(line.net, whole, before, after)
    cost = None if line.cost is None else rules.step(money.times(line.cost, line.quantity), whole, before, after)
    return RevenueEntry(
        booked_on=on, source=source, customer_id=order.customer_id, order=order, line=line, product_id=line.product_id,
        quantity=money.minus(after, before), net=net, cost=cost, margin=None if cost is None else money.minus(net, cost),
        owner_id=order.owner_id, **{"counts_for_id": order.owner_id, **links},
    )  # fmt: skip


def write(entries: Iterable[RevenueEntry]) -> int:
    return sets.insert_many(RevenueEntry, list(entries), verb="create", source="revenue")
