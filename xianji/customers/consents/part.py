"""What the ledger of consents adds to the chapter."""

from django.urls import path

from xianji.customers.consents import views
from xianji.customers.consents.resource import ConsentResource, NoticeVersionResource
from xianji.kit.registry import Part

part = Part(
    resources=[ConsentResource, NoticeVersionResource],
    urls=[
        path("customers/consents/about/<str:label>/<int:pk>", views.about),
        path("customers/consents/about/<str:label>/<int:pk>/stop", views.stop),
    ],
)
