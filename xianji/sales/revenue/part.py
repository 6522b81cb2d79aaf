"""What revenue adds to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.revenue.metrics import METRICS
from xianji.sales.revenue.resource import RevenueEntryResource

part = Part(resources=[RevenueEntryResource], metrics=METRICS)
