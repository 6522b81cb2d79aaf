"""A confirmed order proves a deal as a contract does."""

from xianji.sales.opportunities.models import Opportunity
from xianji.sales.orders.models import Order


def ordered(deal: Opportunity) -> bool:
    """Of its customer, since the deal was opened."""
    rows = Order.unscoped.filter(customer=deal.customer_id, state=Order.State.CONFIRMED, deleted_at=None)
    return (rows.filter(ordered_on__gte=deal.opened_on) if deal.opened_on else rows).exists()
