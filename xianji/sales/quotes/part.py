"""What quotes add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.quotes.resource import QuoteLineResource, QuoteResource

part = Part(resources=[QuoteResource, QuoteLineResource])
