"""What the pool of customers has to know of deals: an open one protects from the solution stage on, a won one is an order, and
those before go along with their customer."""

from typing import Any

from django.db.models import Q

from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.pool.subjects import Child
from xianji.sales.opportunities import rules
from xianji.sales.opportunities.models import Opportunity

PROTECTING = rules.OPEN[rules.OPEN.index("solution") :]


def protecting() -> Any:
    """The customers with such a deal."""
    return Opportunity.unscoped.filter(stage__in=PROTECTING, deleted_at=None, customer__isnull=False).values("customer")


def won() -> Any:
    return Opportunity.unscoped.filter(stage="won", deleted_at=None, closed_on__isnull=False)


def tell_the_pool() -> None:
    CUSTOMERS.protections["deal"] = protecting
    CUSTOMERS.sales.append((won, "customer", "closed_on"))
    CUSTOMERS.children.append(Child(Opportunity, "customer", Q(stage__in=rules.OPEN)))
