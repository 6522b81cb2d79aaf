"""What returns add to the chapter."""

from xianji.kit.registry import Part
from xianji.sales.returns.resource import SalesReturnResource

part = Part(resources=[SalesReturnResource])
