"""What returns add to the chapter."""

from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.sales.returns.resource import SalesReturnResource

part = Part(resources=[SalesReturnResource], sources={"return": pgettext_lazy("source", "return")})
