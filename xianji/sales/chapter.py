"""Contents of chapter 五(二): the sales process."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter
from xianji.sales.contracts.part import part as contracts
from xianji.sales.deliveries.part import part as deliveries
from xianji.sales.dunning.part import part as dunning
from xianji.sales.expenses.part import part as expenses
from xianji.sales.forecasts.part import part as forecasts
from xianji.sales.handouts.part import part as handouts
from xianji.sales.invoices.part import part as invoices
from xianji.sales.limitations.part import part as limitations
from xianji.sales.loyalty.part import part as loyalty
from xianji.sales.materials.part import part as materials
from xianji.sales.negotiations.part import part as negotiations
from xianji.sales.opportunities import controls
from xianji.sales.opportunities.metrics import METRICS
from xianji.sales.opportunities.resource import OpportunityResource
from xianji.sales.opportunities.today import ACHIEVED
from xianji.sales.orders.part import part as orders
from xianji.sales.payments.part import part as payments
from xianji.sales.portal.part import part as portal
from xianji.sales.quotes.part import part as quotes
from xianji.sales.receivables.part import part as receivables
from xianji.sales.returns.part import part as returns
from xianji.sales.revenue.part import part as revenue
from xianji.sales.rounds.part import part as rounds
from xianji.sales.templates.part import part as templates
from xianji.sales.visits.part import part as visits

chapter = Chapter(
    name="sales",
    number="五",
    title=_("Sales execution"),
    icon="layout-kanban",
    parts=[
        forecasts, loyalty, negotiations, quotes, contracts, templates, orders, deliveries, returns, visits, rounds,
        materials, handouts, invoices, receivables, payments, dunning, limitations, revenue, expenses, portal,
    ],  # fmt: skip
    resources=[OpportunityResource],
    metrics=[*METRICS],
    controls=[
        controls.deals_are_followed_up, controls.stages_are_left_with_evidence, controls.customer_is_sorted,
        controls.customer_has_a_file,
    ],  # fmt: skip
    today=[ACHIEVED],
)
