"""Index for Django."""

from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round
from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order

__all__ = ["Concession", "Negotiation", "NegotiationIssue", "Opportunity", "Order", "Round", "StageChange"]
