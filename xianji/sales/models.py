"""Index for Django."""

from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round
from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order

__all__ = [
    "Concession", "ForecastSnapshot", "Negotiation", "NegotiationIssue", "Opportunity", "Order", "Round", "StageChange",
]  # fmt: skip
