"""A task done by one click and taken back by another; tasks about a record."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    render,
    require_GET,
    require_http_methods,
    require_POST,
    safe_next,
    toast,
)
from xianji.lib import actor
from xianji.workspace.about import new_about, subject_of
from xianji.workspace.tasks import actions, rules
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.rows import SHOWN, rows_of

VIEW, CREATE, ASK = "workspace.task.view", "workspace.task.create", "workspace.handover.create"
FIELDS = ["title", "due_at", "priority", "owner", "repeat"]
MOST = 8
"""Rows of the panel; the rest is told by a +."""


@require_POST
@page_for(VIEW)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The circle: done, and a toast that takes it back; a htmx request takes the row away."""
    task = Task.objects.filter(pk=pk).first()
    if task is None:
        raise Http404
    actions.finish(task, source="web")
    back = safe_next(request, "/")
    told, undo = _("Done: %(task)s") % {"task": task}, f"/workspace/tasks/{pk}/do/reopen?next={quote(back)}"
    if getattr(request, "htmx", False):
        return toast(HttpResponse(""), told, undo)
    return go(request, back, told, undo)


@require_GET
@page_for(VIEW)
def about(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The open tasks about a record, as far as the reader may see them: a part of its page, or a page."""
    resource, record = subject_of(label, pk)
    if record is None:
        raise Http404
    found = Task.objects.filter(about_label=label, about_id=pk, state__in=rules.UNDONE).order_by("due_at", "pk")
    rows = rows_of(list(found.values_list(*SHOWN)[: MOST + 1]))
    context = {
        "resource": resource, "record": record, "rows": rows[:MOST], "more": len(rows) > MOST, "title": _("Tasks"),
        "new_href": f"{request.path}/new" if actor.current().may(CREATE) else "", "here": resource.address(pk),
        "ask_href": f"/workspace/handovers/about/{label}/{pk}/new" if actor.current().may(ASK) else "",
    }  # fmt: skip
    part = getattr(request, "htmx", False)
    return render(request, "workspace/tasks/about.html" if part else "workspace/tasks/about_page.html", context)


@require_http_methods(["GET", "POST"])
@page_for(CREATE)
def new(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """A task about a record, asked over its page or on a page of its own."""
    return new_about(request, Task, FIELDS, (label, pk), _("New task"))
