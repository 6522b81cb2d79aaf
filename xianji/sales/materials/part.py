"""What sales material adds to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.materials.resource import SalesMaterialResource

part = Part(resources=[SalesMaterialResource])
