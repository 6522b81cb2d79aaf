"""Addresses of a record's tags and star, below the record's own."""

from typing import Any

from django.urls import path

from xianji.kit.marks import pages


def patterns(more: dict[str, Any]) -> list[Any]:
    return [path("<int:pk>/tags", pages.tags, more), path("<int:pk>/star", pages.star, more)]
