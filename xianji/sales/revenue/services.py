"""Services: they begin on their day once the order is clear, and are revenue month by month."""

from datetime import date
from decimal import Decimal

from django.db.models import Count

from xianji.kit import store
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.sales.deliveries import contracted
from xianji.sales.deliveries.counting import move
from xianji.sales.orders.crediting import CLEAR
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.revenue import rules
from xianji.sales.revenue.booking import Source, entry, write
from xianji.sales.revenue.models import RevenueEntry

BLOCK = 500


def go_on(on: date) -> int:
    """What a night does: begin what is due, then book each month that is over and not booked yet. Returns how many entries were
    written; done twice it writes nothing more."""
    begin(on)
    return book(on)


def begin(on: date) -> None:
    """A service that is due begins on its day; one whose order is on hold waits."""
    due = OrderLine.unscoped.filter(
        months__isnull=False, met_on=None, due_on__lte=on, deleted_at=None, order__state=Order.State.CONFIRMED,
        order__credit__in=CLEAR, order__delivery__in=(Order.Delivered.WAITING, Order.Delivered.PARTLY),
    ).order_by("order", "pk")  # fmt: skip
    for line in due:
        with store.whole():
            order = move(line.order_id, {line.pk: dict.fromkeys(("planned", "shipped", "accepted"), line.quantity)}, line.due_on)
            if order.contract_id:
                contracted.tell(order.contract_id)


def book(on: date) -> int:
    """Each line is asked how many of its months are over, and how many are booked."""
    running = OrderLine.unscoped.filter(months__isnull=False, met_on__lte=on, deleted_at=None).exclude(
        order__state=Order.State.CANCELLED
    )  # fmt: skip
    count = 0
    for lines in batched(running.select_related("order").order_by("pk").iterator(BLOCK), BLOCK):
        booked = dict(
            RevenueEntry.unscoped.filter(Among("line", [line.pk for line in lines]), month__isnull=False).order_by()
            .values_list("line").annotate(Count("pk"))
        )  # fmt: skip
        with store.whole():
            count += write(one for line in lines for one in months(line, booked.get(line.pk, 0), on))
    return count


def months(line: OrderLine, booked: int, on: date) -> list[RevenueEntry]:
    """Those that are over and not booked."""
    assert line.months and line.met_on
    first, many = line.met_on, Decimal(line.months)
    made = []
    for month in range(booked + 1, rules.months_earned(first, line.months, on) + 1):
        one = entry(line, Source.SERVICE, rules.earned_on(first, month), Decimal(month - 1), Decimal(month), of=many, month=month,
                    once=f"month:{line.pk}:{month}")  # fmt: skip
        one.quantity = money.share(line.quantity, many, money.QUANTITY) or Decimal(0)
        made.append(one)
    return made


def deferred(line: OrderLine) -> Decimal:
    """What was invoiced or agreed for a service and is not earned yet."""
    rows = RevenueEntry.unscoped.filter(line=line).values_list("net", flat=True)
    return money.minus(line.net, money.plus(*rows))
