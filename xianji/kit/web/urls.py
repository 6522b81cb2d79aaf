"""Addresses of every resource: one pattern set, filled from the registry at start."""

from typing import Any

from django.urls import include, path, register_converter

from xianji.kit import registry
from xianji.kit.boards.views import drop
from xianji.kit.bulk.urls import patterns as bulk_patterns
from xianji.kit.calendars.dates import named
from xianji.kit.calendars.moves import move
from xianji.kit.comments.urls import patterns as comment_patterns
from xianji.kit.drafts.views import draft
from xianji.kit.drafts.views import files as draft_files
from xianji.kit.exports.views import export, export_one, fetch
from xianji.kit.files.urls import patterns as file_patterns
from xianji.kit.forms.checks import check
from xianji.kit.forms.suggesting import pick
from xianji.kit.forms.views import edit, new
from xianji.kit.inline.pages import field
from xianji.kit.lists.sieve_views import sieve
from xianji.kit.lists.views import count, listing
from xianji.kit.marks.urls import patterns as mark_patterns
from xianji.kit.merging.declared import merging_of
from xianji.kit.merging.urls import patterns as merge_patterns
from xianji.kit.records.late import late
from xianji.kit.records.reveal import dial, reveal
from xianji.kit.records.undoing import take_back
from xianji.kit.records.views import act, erase, hand_over, place, record, undelete
from xianji.kit.replica import may_lag
from xianji.kit.sharing.urls import patterns as share_patterns
from xianji.kit.tables.views import more_rows, sums
from xianji.kit.trash.pages import trash
from xianji.kit.views import pages as views
from xianji.kit.web.grouping import by_segment

VIEWS = {"edit": views.edit, "save": views.save, "delete": views.delete, "restore": views.restore, "pin": views.pin}


def patterns() -> list[Any]:
    """The addresses of all resources; a chapter's own pages come first, so that they win."""
    made: list[Any] = [path("exports/<str:name>", fetch)]
    for chapter in registry.chapters:
        made.extend(chapter.urls)
    made.extend(
        path(resource.path.lstrip("/"), include(by_segment(patterns_of(resource)))) for resource in registry.resources.values()
    )
    return by_segment(made)


def patterns_of(resource: Any) -> list[Any]:
    """The addresses of one resource, below its path."""
    more = {"label": resource.label}
    return [
        path("", may_lag(listing), more),
        path("count", may_lag(count), more),
        path("sums", may_lag(sums), more),
        path("more", may_lag(more_rows), more),
        path("filter", sieve, more),
        path("trash", trash, more),
        path("pick/<str:name>", pick, more),
        *bulk_patterns(more),
        path("export.<kind:kind>", may_lag(export), more),
        path("views/new", views.new, more),
        *(path(f"views/<int:pk>/{name}", page, more) for name, page in VIEWS.items()),
        path("new", new, more),
        path("check", check, more),
        path("draft", draft, more),
        path("<int:pk>", record, more),
        path("<int:pk>/late", late, more),
        path("<int:pk>/place", place, more),
        path("<int:pk>/edit", edit, more),
        path("<int:pk>/check", check, more),
        path("<int:pk>/draft", draft, more),
        path("<int:pk>/field/<str:name>", field, more),
        path("<int:pk>/delete", erase, more),
        path("<int:pk>/restore", undelete, more),
        path("<int:pk>/hand-over", hand_over, more),
        path("<int:pk>/reveal/<str:name>", reveal, more),
        path("<int:pk>/dial", dial, more),
        path("<int:pk>/do/<slug:verb>", act, more),
        path("<int:pk>/export.<kind:kind>", export_one, more),
        *([path("draft/files", draft_files, more), *file_patterns(more)] if resource.files else []),
        *(comment_patterns(more) if resource.comments else []),
        *(mark_patterns(more) if resource.marks else []),
        *(share_patterns(more) if resource.model.owned else []),
        *(merge_patterns(more) if merging_of(resource) else []),
        *([path("<int:pk>/drop", drop, more)] if resource.board else []),
        path("<int:pk>/undo/<str:key>", take_back, more),
        *([path("<int:pk>/move", move, more)] if named(resource) or resource.agenda else []),
    ]


def addresses_of(resource: Any) -> list[str]:
    """The same as text, for people."""
    return [f"{resource.path.lstrip('/')}{one.pattern}" for one in patterns_of(resource)]


class Kind:
    """The kinds of files a list is exported as."""

    regex = "csv|xlsx|pdf|vcf"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Kind, "kind")
