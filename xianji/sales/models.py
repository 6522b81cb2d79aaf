"""Index for Django."""

from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import ClauseIssue, ContractClause, ContractReview, Milestone, SealUse
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.expenses.models import Expense
from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.handouts.models import Handout
from xianji.sales.invoices.models import Invoice, InvoiceLine
from xianji.sales.materials.models import SalesMaterial
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round
from xianji.sales.opportunities.models import Opportunity, StageChange
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.payments.models import Payment
from xianji.sales.portal.models import CustomerPage, PageOpening, PageRequest
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.receivables.models import Allocation, Receivable
from xianji.sales.returns.models import SalesReturn
from xianji.sales.revenue.models import RevenueEntry
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.templates.models import Clause, ContractTemplate
from xianji.sales.visits.models import Visit, VisitArrival, VisitNote

__all__ = [
    "Allocation", "Clause", "ClauseIssue", "Concession", "Contract", "ContractClause", "ContractReview", "ContractTemplate",
    "CustomerPage", "Delivery", "DeliveryLine", "DunningAction", "Expense", "ForecastSnapshot", "Handout", "Invoice",
    "InvoiceLine", "Milestone", "Negotiation", "NegotiationIssue", "Opportunity", "Order", "OrderLine", "PageOpening",
    "PageRequest", "Payment", "PaymentTerm", "PlannedStop", "Quote", "QuoteLine", "Receivable", "RepaymentPlan",
    "RevenueEntry", "Round", "SalesMaterial", "SalesReturn", "SealUse", "StageChange", "Statement", "Visit",
    "VisitArrival", "VisitNote", "VisitPlan",
]  # fmt: skip
