"""What price lists add to the chapter."""

from xianji.kit.registry import Part
from xianji.planning.prices.resource import PriceItemResource, PriceListResource

part = Part(resources=[PriceListResource, PriceItemResource])
