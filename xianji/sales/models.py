"""Index for Django."""

from xianji.sales.contracts.models import Contract, PaymentTerm
from xianji.sales.contracts.parts import ClauseIssue, ContractClause, ContractReview, Milestone, SealUse
from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.materials.models import SalesMaterial
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round
from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.templates.models import Clause, ContractTemplate
from xianji.sales.visits.models import Visit, VisitArrival, VisitNote

__all__ = [
    "Clause", "ClauseIssue", "Concession", "Contract", "ContractClause", "ContractReview", "ContractTemplate",
    "ForecastSnapshot", "Milestone", "Negotiation", "NegotiationIssue", "Opportunity", "Order", "PaymentTerm", "PlannedStop",
    "Quote", "QuoteLine", "Round", "SalesMaterial", "SealUse", "StageChange", "Visit", "VisitArrival", "VisitNote",
    "VisitPlan",
]  # fmt: skip
