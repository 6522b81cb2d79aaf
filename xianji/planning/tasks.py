"""Index for the worker."""

from xianji.planning.prices.jobs import end_price_lists

__all__ = ["end_price_lists"]
