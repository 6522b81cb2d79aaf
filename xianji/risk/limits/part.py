"""What limits add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.risk.limits.late import of_customer
from xianji.risk.limits.resource import CreditLimitResource
from xianji.risk.limits.views import arithmetic

part = Part(
    resources=[CreditLimitResource],
    urls=[path("risk/limits/arithmetic", arithmetic), path("risk/credit/of/<int:pk>", of_customer)],
)
