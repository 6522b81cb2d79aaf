"""Addresses of every resource: one pattern set, filled from the registry at start."""

from typing import Any

from django.urls import path, re_path

from xianji.kit import registry
from xianji.kit.forms.views import edit, new
from xianji.kit.lists.views import count, listing
from xianji.kit.records.views import act, erase, record, undelete


def patterns() -> list[Any]:
    """The addresses of all resources; a chapter's own pages come first, so that they win."""
    made: list[Any] = []
    for chapter in registry.chapters:
        made.extend(chapter.urls)
    for resource in registry.resources.values():
        at, more = resource.path.lstrip("/"), {"label": resource.label}
        made += [
            path(at, listing, more),
            path(f"{at}count", count, more),
            path(f"{at}new", new, more),
            path(f"{at}<int:pk>", record, more),
            path(f"{at}<int:pk>/edit", edit, more),
            path(f"{at}<int:pk>/delete", erase, more),
            path(f"{at}<int:pk>/restore", undelete, more),
            re_path(rf"^{at}(?P<pk>\d+)/do/(?P<verb>\w+)$", act, more),
        ]
    return made
