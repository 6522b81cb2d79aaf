"""What customers must know of their orders, posted down: the first and last day, number and revenue of twelve months."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from xianji.customers.classification.deciding import classify
from xianji.customers.value.models import CustomerValue
from xianji.customers.value.posting import BLOCK, Bought, post, score
from xianji.customers.value.rules import months_before
from xianji.kit import store
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.sales.orders.models import Order

YEAR, ZERO = 12, Decimal(0)
TOUCHED = {"state", "amount", "customer_id", "ordered_on", "deleted_at"}
Told = list[tuple[Order, dict[str, tuple[Any, Any]]]]


def follow_orders(told: Told) -> None:
    """Called with every write of orders; only what is or was confirmed matters."""
    ids: set[int] = set()
    for order, changed in told:
        states = {order.state, changed.get("state", (None, None))[0]}
        if changed.keys() & TOUCHED and Order.State.CONFIRMED in states:
            ids |= {pk for pk in (order.customer_id, *changed.get("customer_id", ())) if pk}
    for block in batched(sorted(ids), BLOCK):
        if changed_ones := post(block, bought(Among("customer", block))):
            classify(changed_ones)


def bought(which: Any, on: date | None = None) -> dict[int, Bought]:
    """{customer: what was bought}: one grouped statement."""
    day = on or timezone.localdate()
    year = Q(ordered_on__gt=months_before(day, YEAR))
    orders = Order.unscoped.filter(which, state=Order.State.CONFIRMED, deleted_at=None, ordered_on__lte=day).order_by()
    grouped = orders.values("customer").annotate(
        first=Min("ordered_on"), last=Max("ordered_on"), count=Count("pk", filter=year), revenue=Sum("amount", filter=year),
        total=Sum("amount"),
    )  # fmt: skip
    rows = grouped.values_list("customer", "first", "last", "count", "revenue", "total")
    return {pk: Bought(first, last, count, revenue or ZERO, total or ZERO) for pk, first, last, count, revenue, total in rows}


def post_all(on: date | None = None) -> int:
    """Every customer, place by place in the index of orders, then each among all others. Returns how many scores changed."""
    day = on or timezone.localdate()
    for several in batched(customers(), BLOCK):
        with store.whole():
            post(several, bought(Among("customer", several), day))
    with store.whole():
        return score(day)


def customers() -> Iterable[int]:
    """Those who ever ordered, and those who had a figure."""
    ordered = Order.unscoped.order_by().values_list("customer", flat=True).distinct()
    return sorted({*ordered, *CustomerValue.objects.values_list("pk", flat=True)})
