"""What deliveries add to the chapter."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.sales.deliveries import views
from xianji.sales.deliveries.controls import goods_leave_when_cleared
from xianji.sales.deliveries.resource import DeliveryResource
from xianji.sales.deliveries.today import TO_SHIP

part = Part(
    resources=[DeliveryResource],
    controls=[goods_leave_when_cleared],
    today=[TO_SHIP],
    sources={"delivery": pgettext_lazy("source", "delivery")},
    urls=[
        path("sales/orders/<int:pk>/do/deliver", views.plan),
        path("sales/deliveries/<int:pk>/do/accept", views.take),
    ],
)
