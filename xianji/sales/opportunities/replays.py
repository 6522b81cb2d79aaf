"""The facts of deals, and of customers through their deals, for the decision tables that are asked about them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.rulebook.tables.deciding import decide
from xianji.rulebook.tables.replaying import replay
from xianji.sales.opportunities import rules
from xianji.sales.opportunities.models import Opportunity

YEAR, TWO_YEARS = timedelta(days=365), timedelta(days=730)


@replay("opportunity.stage", _("Open deals"), lambda: Opportunity.objects.filter(stage__in=rules.OPEN), "/sales/opportunities/")
def stages(deals: list[Any]) -> dict[int, dict[str, Any]]:
    return {deal.pk: {"stage": deal.stage} for deal in deals}


@replay("customer.points", _("Customers"), lambda: Customer.objects.all(), "/customers/customers/")
def points(customers: list[Any]) -> dict[int, dict[str, Any]]:
    """What they bought within a year; industry and need count once the customer's file tells them as the table asks."""
    won = bought(customers)
    return {one.pk: traded(one, won.get(one.pk, {})) for one in customers}


@replay("customer.size", _("Customers"), lambda: Customer.objects.all(), "/customers/customers/")
def sizes(customers: list[Any]) -> dict[int, dict[str, Any]]:
    """Revenue and orders from won deals, points from the table of points that is in force."""
    won, since = bought(customers), timezone.localdate() - TWO_YEARS
    found = {}
    for one in customers:
        deals = won.get(one.pk, {})
        asked = traded(one, deals)
        found[one.pk] = {
            "blacklisted": one.state == Customer.Cycle.BLACKLIST, "revenue": asked["revenue"],
            "points": decide("customer.points", **asked)["points"], "ordered": bool(deals and deals["last"] >= since),
        }  # fmt: skip
    return found


def bought(customers: list[Any]) -> dict[int, dict[str, Any]]:
    """{customer: first and last won deal, what was won within a year}; one statement."""
    since = timezone.localdate() - YEAR
    deals = Opportunity.objects.filter(customer__in=[one.pk for one in customers], stage="won").exclude(closed_on=None)
    rows = deals.values("customer_id").annotate(
        first=Min("closed_on"), last=Max("closed_on"), year=Sum("amount", filter=Q(closed_on__gte=since))
    )
    return {row["customer_id"]: row for row in rows.order_by()}


def traded(customer: Any, deals: dict[str, Any]) -> dict[str, Any]:
    """The facts that the table of points asks."""
    is_new = not deals or deals["first"] >= timezone.localdate() - YEAR
    scale = decide("customer.scale", staff=customer.employees,
        revenue=customer.annual_revenue)["scale"] if customer.employees else None
    return {
        "scale": scale, "is_new": is_new, "revenue": max(deals.get("year") or Decimal(0), Decimal(0)),
        "potential": customer.potential,
        "industry": None, "need": None,
    }  # fmt: skip
