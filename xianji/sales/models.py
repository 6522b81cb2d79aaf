"""Index for Django."""

from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order

__all__ = ["Opportunity", "Order", "StageChange"]
