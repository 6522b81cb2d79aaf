"""What the telephone worklist adds to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.customers.calls import views
from xianji.customers.calls.queue import count
from xianji.customers.calls.today import CALLS
from xianji.kit.registry import Page, Part

part = Part(
    pages=[Page("calls", _("Telephone worklist"), "headset", views.MAY, go="p", counts="calls")],
    today=[CALLS],
    counts={"calls": lambda who: count(who.person_id)},
    urls=[
        path("customers/calls", views.page),
        path("customers/calls/<int:pk>", views.note),
        path("customers/calls/<int:pk>/dial", views.dial),
    ],
)
