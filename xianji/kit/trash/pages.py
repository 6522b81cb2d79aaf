"""The trash of one kind of record: what was deleted last stands first, and each can come back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianji.kit.lists.opened import open_list
from xianji.kit.merging.finding import into
from xianji.kit.trash.models import Trashed
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole
from xianji.org import scope

PAGE = 50
ROUNDS = 5
"""So many pages of everybody's trash are looked through for what lies within the actor's scope; then one goes on by hand."""


@require_GET
@signed_in
def trash(request: HttpRequest, label: str) -> HttpResponse:
    """Only for those who may delete such records, and only what they could have deleted."""
    resource = open_list(label)
    if not resource.may(actor.current(), "delete"):
        raise Http404
    before = whole.number(request.GET.get("before")) or 0
    rows, onward = found(resource, before)
    context = {
        "resource": resource, "rows": rows, "title": _("Trash"), "newest_href": "?" if before else "",
        "older_href": f"?before={onward}" if onward else "", "merged": into(resource, [row.pk for row in rows]),
    }  # fmt: skip
    return render(request, "kit/trash.html", context)


def found(resource: Any, before: int = 0) -> tuple[list[Any], int]:
    """The records, and the mark behind which it goes on, if there may be more."""
    rows: list[Any] = []
    for _round in range(ROUNDS):
        marks = Trashed.objects.filter(label=resource.label).order_by("-id")
        marks = marks.filter(pk__lt=before) if before else marks
        part = list(marks.values_list("pk", "record_id")[: PAGE + 1])
        there = {row.pk: row for row in visible(resource, [pk for _mark, pk in part[:PAGE]])}
        for mark, pk in part[:PAGE]:
            before = mark
            if pk in there:
                rows.append(there[pk])
            if len(rows) == PAGE:
                return rows, before
        if len(part) <= PAGE:
            return rows, 0
    return rows, before


def visible(resource: Any, ids: list[int]) -> Any:
    deleted = resource.model.unscoped.filter(pk__in=ids).exclude(deleted_at=None).select_related("updated_by")
    return scope.visible(scope.visible(deleted, actor.current()), actor.current(), "delete")
