"""Whether revenue is the sum of deliveries, months of service and returns: said line by line where it is not."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Sum

from xianji.lib import money
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.orders import rules
from xianji.sales.orders.models import OrderLine
from xianji.sales.returns.models import SalesReturn
from xianji.sales.revenue.models import RevenueEntry

ZERO = Decimal(0)


def unbalanced() -> Iterator[tuple[int, Decimal, Decimal]]:
    """(line, what should be booked, what is), corrections apart: four grouped statements over the whole."""
    booked = RevenueEntry.unscoped.exclude(source=RevenueEntry.Source.CORRECTION).order_by()
    found = dict(booked.values_list("line").annotate(Sum("net")))
    taken = dict(
        DeliveryLine.unscoped.filter(delivery__state=Delivery.State.ACCEPTED).order_by().values_list("line")
        .annotate(Sum("accepted"))
    )  # fmt: skip
    back = dict(
        SalesReturn.unscoped.filter(state=SalesReturn.State.CREDITED).order_by().values_list("line").annotate(Sum("quantity"))
    )
    months = dict(booked.filter(month__isnull=False).values_list("line").annotate(Count("pk")))
    for line in OrderLine.unscoped.filter(pk__in=sorted(found.keys() | taken.keys() | back.keys())).iterator(500):
        whole, part = (Decimal(line.months), Decimal(months.get(line.pk, 0))) if line.months else (
            line.quantity, money.minus(taken.get(line.pk, ZERO), back.get(line.pk, ZERO))
        )  # fmt: skip
        should = rules.worth(line.net, whole, part)
        if should != found.get(line.pk, ZERO):
            yield line.pk, should, found.get(line.pk, ZERO)
