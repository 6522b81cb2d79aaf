"""Index for the worker."""

from xianji.sales.contracts.jobs import remind_of_contracts
from xianji.sales.dunning.jobs import run_the_ladder
from xianji.sales.forecasts.jobs import keep_the_forecast
from xianji.sales.limitations.jobs import warn_of_limitation
from xianji.sales.loyalty.jobs import renew_orders
from xianji.sales.opportunities.jobs import put_customers_to_rest
from xianji.sales.orders.jobs import add_up_orders
from xianji.sales.quotes.jobs import lapse_quotes
from xianji.sales.revenue.jobs import book_services
from xianji.sales.visits.jobs import forget_places

__all__ = [
    "add_up_orders", "book_services", "forget_places", "keep_the_forecast", "lapse_quotes", "put_customers_to_rest",
    "remind_of_contracts", "renew_orders", "run_the_ladder", "warn_of_limitation",
]  # fmt: skip
