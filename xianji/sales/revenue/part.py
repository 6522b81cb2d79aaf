"""What revenue adds to the chapter."""

from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.sales.revenue.metrics import METRICS
from xianji.sales.revenue.resource import RevenueEntryResource

part = Part(resources=[RevenueEntryResource], metrics=METRICS, sources={"revenue": pgettext_lazy("source", "bookkeeping")})
