"""Addresses of the ledger; they come before those of its resource."""

from django.urls import path

from xianji.customers.consents import views

urls = [
    path("customers/consents/about/<str:label>/<int:pk>", views.about),
    path("customers/consents/about/<str:label>/<int:pk>/stop", views.stop),
]
