"""What payments add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.sales.payments.metrics import METRICS
from xianji.sales.payments.resource import PaymentResource
from xianji.sales.payments.today import PAYMENTS
from xianji.sales.payments.views import split

part = Part(
    resources=[PaymentResource], metrics=METRICS, today=[PAYMENTS], urls=[path("sales/payments/<int:pk>/split", split)]
)
