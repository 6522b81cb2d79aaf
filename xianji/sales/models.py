"""Index for Django."""

from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round
from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order
from xianji.sales.quotes.models import Quote, QuoteLine

__all__ = [
    "Concession", "ForecastSnapshot", "Negotiation", "NegotiationIssue", "Opportunity", "Order", "Quote", "QuoteLine",
    "Round", "StageChange",
]  # fmt: skip
