"""What quotes add to the chapter."""

from django.urls import path

from xianji.kit.registry import Part
from xianji.sales.quotes import controls, views
from xianji.sales.quotes.resource import QuoteLineResource, QuoteResource
from xianji.sales.quotes.today import LAPSING

part = Part(
    resources=[QuoteResource, QuoteLineResource],
    controls=[controls.price_is_approved, controls.lines_bring_their_floor, controls.small_customers_are_quoted_quickly],
    today=[LAPSING],
    urls=[
        path("sales/quotes/reckon", views.reckon),
        path("sales/quotes/<int:pk>/document.<str:kind>", views.document),
    ],
)
