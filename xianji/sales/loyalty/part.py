"""What the loyalty of customers adds to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.loyalty.controls import buyers_have_a_renewal
from xianji.sales.loyalty.metrics import METRICS

part = Part(metrics=METRICS, controls=[buyers_have_a_renewal])
