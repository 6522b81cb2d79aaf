"""What handouts add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.handouts.resource import HandoutResource

part = Part(resources=[HandoutResource])
