"""Addresses of every resource: one pattern set, filled from the registry at start."""

from typing import Any

from django.urls import path, register_converter

from xianji.kit import registry
from xianji.kit.boards.views import drop
from xianji.kit.exports.views import export, fetch
from xianji.kit.forms.checks import check
from xianji.kit.forms.views import edit, new
from xianji.kit.lists.bulk_views import bulk
from xianji.kit.lists.views import count, listing, pick
from xianji.kit.records.reveal import reveal
from xianji.kit.records.views import act, erase, hand_over, record, undelete
from xianji.kit.replica import may_lag


def patterns() -> list[Any]:
    """The addresses of all resources; a chapter's own pages come first, so that they win."""
    made: list[Any] = [path("exports/<str:name>", fetch)]
    for chapter in registry.chapters:
        made.extend(chapter.urls)
    for resource in registry.resources.values():
        made.extend(patterns_of(resource))
    return made


def patterns_of(resource: Any) -> list[Any]:
    """The addresses of one resource."""
    at, more = resource.path.lstrip("/"), {"label": resource.label}
    return [
        path(at, may_lag(listing), more),
        path(f"{at}count", may_lag(count), more),
        path(f"{at}pick/<str:name>", pick, more),
        path(f"{at}bulk", bulk, more),
        path(f"{at}export.<kind:kind>", may_lag(export), more),
        path(f"{at}new", new, more),
        path(f"{at}check", check, more),
        path(f"{at}<int:pk>", record, more),
        path(f"{at}<int:pk>/edit", edit, more),
        path(f"{at}<int:pk>/check", check, more),
        path(f"{at}<int:pk>/delete", erase, more),
        path(f"{at}<int:pk>/restore", undelete, more),
        path(f"{at}<int:pk>/hand-over", hand_over, more),
        path(f"{at}<int:pk>/reveal/<str:name>", reveal, more),
        path(f"{at}<int:pk>/do/<slug:verb>", act, more),
        *([path(f"{at}<int:pk>/drop", drop, more)] if resource.board else []),
    ]


def addresses_of(resource: Any) -> list[str]:
    """The same as text, for people."""
    return [str(one.pattern) for one in patterns_of(resource)]


class Kind:
    """The kinds of files a list is exported as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Kind, "kind")
