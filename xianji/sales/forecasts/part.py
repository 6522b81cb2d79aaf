"""What the forecast adds to the chapter."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Page, Part
from xianji.sales.forecasts import views

part = Part(
    pages=[Page("forecast", pgettext_lazy("page", "Forecast"), "chart-line", views.VIEW)],
    urls=[path("sales/forecast", views.forecast)],
)
