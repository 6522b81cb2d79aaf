"""Addresses of a record's files, below the record's own."""

from typing import Any

from django.urls import path

from xianji.kit.files import pages, sending


def patterns(more: dict[str, Any]) -> list[Any]:
    one = "<int:pk>/files/<int:file>"
    return [
        path("<int:pk>/files", pages.add, more),
        path(one, sending.download, more),
        path(f"{one}/inline", sending.inline, more),
        path(f"{one}/show", pages.show, more),
        path(f"{one}/delete", pages.delete, more),
        path(f"{one}/restore", pages.restore, more),
    ]
