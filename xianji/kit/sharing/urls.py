"""Addresses of a record's shares, below the record's own."""

from typing import Any

from django.urls import path

from xianji.kit.sharing import pages


def patterns(more: dict[str, Any]) -> list[Any]:
    return [path("<int:pk>/shares", pages.add, more), path("<int:pk>/shares/<int:share>/delete", pages.delete, more)]
