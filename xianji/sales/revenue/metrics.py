"""The figures of revenue, on the day on which it was booked, and those of lines, on the day on which they were due."""

from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import MONEY, RATE
from xianji.lib import money
from xianji.sales.orders import rules
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.revenue.models import RevenueEntry

COST, EARNER = "catalog.see_cost", "counts_for"
FOLLOWED = Q(order__state=Order.State.CONFIRMED, order__delivery__in=rules.FOLLOWED)
"""Lines of orders that are delivered from here; of a draft nothing was promised."""


@metric(RevenueEntry, label=_("Revenue recognised"), unit=MONEY, dated="booked_on", opens={}, whose=EARNER, net=Sum("net"))
def revenue_recognised(net: Decimal) -> Decimal:
    """What was accepted, months of service, less what came back; net of tax."""
    return net


@metric(RevenueEntry, label=_("Cost of what was sold"), unit=MONEY, dated="booked_on", opens={}, whose=EARNER, guard=COST,
        cost=Sum("cost"),
        blank=Count("pk", filter=Q(cost=None)))  # fmt: skip
def cost_of_sales(cost: Decimal) -> Decimal:
    """At the cost of the day on which the order was confirmed."""
    return cost


@metric(RevenueEntry, label=_("Gross profit"), unit=MONEY, dated="booked_on", opens={}, whose=EARNER, guard=COST,
        margin=Sum("margin"), blank=Count("pk", filter=Q(cost=None)))  # fmt: skip
def gross_profit(margin: Decimal) -> Decimal:
    """Revenue less cost, of the revenue whose cost is known."""
    return margin


@metric(RevenueEntry, label=_("Gross margin"), unit=RATE, dated="booked_on", opens={}, whose=EARNER, guard=COST,
        margin=Sum("margin"), net=Sum("net", filter=Q(cost__isnull=False)), blank=Count("pk", filter=Q(cost=None)))  # fmt: skip
def gross_margin(margin: Decimal, net: Decimal) -> Decimal | None:
    """Revenue less cost, of the revenue whose cost is known (F-04); nothing where there is no revenue."""
    return money.share(margin, net) if net > 0 else None


@metric(OrderLine, label=_("On time in full"), unit=RATE, dated="due_on", opens={"due_on": "any"},
        lines=Count("pk", filter=FOLLOWED), met=Count("pk", filter=FOLLOWED & Q(met_on__lte=F("due_on"))))  # fmt: skip
def on_time_in_full(lines: int, met: int) -> Decimal | None:
    """Lines accepted in full by their day, of the lines that were due (F-50); moved once at the customer's wish."""
    return money.share(met, lines)


@metric(OrderLine, label=_("Defect rate"), unit=RATE, dated="due_on", opens={"due_on": "any"}, defective=Sum("defective"),
        accepted=Sum("accepted"))  # fmt: skip
def defect_rate(defective: Decimal, accepted: Decimal) -> Decimal | None:
    """Pieces found defective, of those that were accepted in the end; compare products, not their sum."""
    return money.share(defective, accepted)


METRICS = [revenue_recognised, cost_of_sales, gross_profit, gross_margin, on_time_in_full, defect_rate]
