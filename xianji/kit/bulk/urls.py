"""Addresses of what is done to many records, below the list's own."""

from typing import Any

from django.urls import path

from xianji.kit.bulk import views


def patterns(more: dict[str, Any]) -> list[Any]:
    return [
        path("bulk", views.bulk, more),
        path("bulk/<str:key>", views.done, more),
        path("bulk/<str:key>/progress", views.progress, more),
        path("bulk/<str:key>/stop", views.stop, more),
        path("bulk/<str:key>/again", views.again, more),
        path("bulk/<str:key>/left-out.<kind:kind>", views.errors, more),
    ]
