"""Index for Django."""

from xianji.planning.prices.models import PriceItem, PriceList

__all__ = ["PriceItem", "PriceList"]
