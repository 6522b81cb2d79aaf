"""Index for the worker."""

from xianji.sales.forecasts.jobs import keep_the_forecast
from xianji.sales.loyalty.jobs import renew_orders
from xianji.sales.opportunities.jobs import put_customers_to_rest
from xianji.sales.orders.jobs import add_up_orders

__all__ = ["add_up_orders", "keep_the_forecast", "put_customers_to_rest", "renew_orders"]
