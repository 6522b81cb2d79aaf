"""Index for Django."""

from xianji.catalog.currencies.models import Currency, ExchangeRate
from xianji.catalog.products.models import Product
from xianji.catalog.terms.models import Term
from xianji.catalog.uoms.models import Uom

__all__ = ["Currency", "ExchangeRate", "Product", "Term", "Uom"]
