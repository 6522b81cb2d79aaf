"""Index for the worker."""

from xianji.sales.loyalty.jobs import renew_orders
from xianji.sales.opportunities.jobs import put_customers_to_rest

__all__ = ["put_customers_to_rest", "renew_orders"]
