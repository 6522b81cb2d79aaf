"""What customers must know of their orders, posted down: how many in 12 months, and the last; and how many deals are open."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.org import loading
from xianji.org.among import Among
from xianji.sales.loyalty import rules
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.rules import OPEN
from xianji.sales.orders.models import Order

BLOCK = 2_000
TOUCHED = {"customer_id", "ordered_on", "state", "deleted_at"}
Told = list[tuple[Order, dict[str, tuple[Any, Any]]]]


def follow_orders(told: Told) -> None:
    """Called with every write of orders; only what is or was confirmed matters."""
    ids: set[int | None] = set()
    for order, changed in told:
        states = {order.state, changed.get("state", (None, None))[0]}
        if changed.keys() & TOUCHED and Order.State.CONFIRMED in states:
            ids |= {order.customer_id, changed.get("customer_id", (None, None))[0]}
    post_orders(ids - {None})


def post_orders(customer_ids: Iterable[int | None], on: date | None = None) -> int:
    """Bring these customers up to date, written where it differs; returns how many changed."""
    ids, done = sorted(pk for pk in customer_ids if pk is not None), 0
    for start in range(0, len(ids), BLOCK):
        done += _post(ids[start : start + BLOCK], on or timezone.localdate())
    return done


def renew(on: date | None = None) -> int:
    """Those of whom something is stored or is to be: once a night, as orders grow old by themselves."""
    bought = Order.unscoped.filter(state=Order.State.CONFIRMED, deleted_at=None).order_by().values("customer")
    known = Customer.unscoped.filter(Q(orders_year__gt=0) | Q(last_order_on__isnull=False) | Q(pk__in=bought))
    return post_orders(known.values_list("pk", flat=True), on)


def _post(block: list[int], on: date) -> int:
    orders = Order.unscoped.filter(Among("customer", block), state=Order.State.CONFIRMED, deleted_at=None, ordered_on__lte=on)
    lately = Q(ordered_on__gt=on - timedelta(days=rules.YEAR))
    rows = orders.order_by().values_list("customer").annotate(number=Count("pk", filter=lately), last=Max("ordered_on"))
    found = {customer: (number, last) for customer, number, last in rows}
    names = ["orders_year", "last_order_on"]
    customers = list(Customer.unscoped.filter(Among("pk", block)).only("pk", *names))
    changed = [one for one in customers if (one.orders_year, one.last_order_on) != found.get(one.pk, (0, None))]
    for one in changed:
        one.orders_year, one.last_order_on = found.get(one.pk, (0, None))
    loading.update(changed, names)
    return len(changed)


def open_deals(customer_ids: list[int]) -> dict[int, int]:
    """{customer: how many deals are open}."""
    rows = Opportunity.unscoped.filter(Among("customer", customer_ids), stage__in=OPEN, deleted_at=None)
    return dict(rows.order_by().values_list("customer").annotate(Count("pk")))
