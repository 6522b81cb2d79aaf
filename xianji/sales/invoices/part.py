"""What invoices add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.invoices.metrics import METRICS
from xianji.sales.invoices.resource import InvoiceLineResource, InvoiceResource

part = Part(resources=[InvoiceResource, InvoiceLineResource], metrics=METRICS)
