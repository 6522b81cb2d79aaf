"""How loyal customers are: those who bought again, and small ones who became stable. As of the last order, over 12 months."""

from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import RATE
from xianji.lib import money
from xianji.sales.loyalty.rules import STABLE, TWICE

BOUGHT = {"orders_year": "1.."}


@metric(Customer, label=_("Repurchase rate"), unit=RATE, dated="last_order_on", opens=BOUGHT,
        again=Count("pk", filter=Q(orders_year__gte=TWICE)), bought=Count("pk"))  # fmt: skip
def repurchase_rate(again: int, bought: int) -> Decimal | None:
    """Customers with two orders or more in 12 months among those with one or more (F-16); merged ones are one."""
    return money.share(again, bought)


@metric(Customer, label=_("Stable small customers"), unit=RATE, dated="last_order_on",
        opens={"size_class": "small", **BOUGHT},
        stable=Count("pk", filter=Q(orders_year__gte=STABLE)), bought=Count("pk"))  # fmt: skip
def stable_small_customers(stable: int, bought: int) -> Decimal | None:
    """Small customers with three orders or more in 12 months among those with one or more (3.2.2d), by the period of the last
    order."""
    return money.share(stable, bought)


METRICS = [repurchase_rate, stable_small_customers]
