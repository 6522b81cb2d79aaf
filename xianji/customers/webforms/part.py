"""What web forms add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.webforms import views
from xianji.customers.webforms.resource import WebFormResource
from xianji.kit.registry import Part

part = Part(
    resources=[WebFormResource],
    sources={"form": _("public page"), "convert": _("conversion of the lead")},
    urls=[
        path("f/<str:key>", views.public),
        path("f/<str:key>/thanks", views.thanks),
        path("customers/webforms/<int:pk>/code.<str:kind>", views.code),
        path("customers/webforms/<int:pk>/answers/<int:answer>", views.look),
    ],
)
