"""Whether revenue is the sum of deliveries, months of service and returns: said line by line where it is not."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders import rules
from xianji.sales.orders.models import OrderLine
from xianji.sales.returns.models import SalesReturn
from xianji.sales.revenue.models import RevenueEntry

BLOCK, ZERO = 2_000, Decimal(0)


def unbalanced() -> Iterator[tuple[int, Decimal, Decimal]]:
    """(line, what should be booked, what is), corrections apart: block by block of the lines that were delivered or booked."""
    booked = Exists(RevenueEntry.unscoped.filter(line=OuterRef("pk")))
    for lines in batched(OrderLine.unscoped.filter(Q(accepted__gt=0) | booked).order_by("pk").iterator(BLOCK), BLOCK):
        yield from of_block(lines)


def of_block(lines: tuple[OrderLine, ...]) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Four grouped statements."""
    among = Among("line", [line.pk for line in lines])
    entries = RevenueEntry.unscoped.filter(among).exclude(source=RevenueEntry.Source.CORRECTION).order_by()
    accepted = DeliveryLine.unscoped.filter(among, delivery__state=Delivery.State.ACCEPTED).order_by()
    credited = SalesReturn.unscoped.filter(among, state=SalesReturn.State.CREDITED).order_by()
    found, months = dict(entries.values_list("line").annotate(Sum("net"))), dict(
        entries.filter(month__isnull=False).values_list("line").annotate(Count("pk"))
    )  # fmt: skip
    taken = dict(accepted.values_list("line").annotate(Sum("accepted")))
    back = dict(credited.values_list("line").annotate(Sum("quantity")))
    for line in lines:
        goods = money.minus(taken.get(line.pk, ZERO), back.get(line.pk, ZERO))
        whole, part = (Decimal(line.months), Decimal(months.get(line.pk, 0))) if line.months else (line.quantity, goods)
        should, there = rules.worth(line.net, whole, part), found.get(line.pk, ZERO)
        if should != there:
            yield line.pk, should, there
