"""Addresses of a record's comments, below the record's own."""

from typing import Any

from django.urls import path

from xianji.kit.comments import pages


def patterns(more: dict[str, Any]) -> list[Any]:
    one = "<int:pk>/comments/<int:comment>"
    return [
        path("<int:pk>/comments", pages.add, more),
        path("<int:pk>/comments/people", pages.people, more),
        path(f"{one}/edit", pages.edit, more),
        path(f"{one}/delete", pages.delete, more),
        path(f"{one}/restore", pages.restore, more),
    ]
