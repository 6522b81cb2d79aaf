"""Addresses of merging, below the list of a kind and below a record."""

from typing import Any

from django.urls import path

from xianji.kit.merging import pages


def patterns(more: dict[str, Any]) -> list[Any]:
    return [
        path("merge", pages.side_by_side, more),
        path("merges/<str:key>", pages.merged, more),
        path("<int:pk>/merge", pages.ask, more),
    ]
