"""The first page of every day."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import pgettext

from xianji.kit.web.pages import HttpRequest, HttpResponse, go, render, require_GET, require_POST, signed_in
from xianji.kit.web.writing import month_day
from xianji.lib import actor
from xianji.workspace import home as beginning
from xianji.workspace.tasks.today import DUE, due_today
from xianji.workspace.today import actions, page
from xianji.workspace.today.ribbon import ribbon
from xianji.workspace.today.said import said

AGENDA = "workspace.activity.view"


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What comes first in a new company, else the day; who may open nothing is told whom to ask."""
    if beginning.is_first(request):
        return beginning.listed(request)
    desk = page.desk_of(request)
    if not desk.who.rights and not desk.who.is_system:
        return render(request, "workspace/home.html", {})
    return render(request, "workspace/today/page.html", context_of(desk))


def context_of(desk: Any) -> dict[str, Any]:
    sections, hidden = page.arranged(desk.who, page.open_sections(desk.who))
    found = [part for section in sections if section.name not in hidden and (part := page.shown(desk, section))]
    day = ribbon(desk) if not desk.is_team and desk.who.may(AGENDA) else None
    tasks = next((part["given"]["number"] for part in found if part["section"] is DUE), None)
    if tasks is None and not desk.is_team:
        tasks = due_today(desk.who)
    return {
        "title": pgettext("page", "Today"), "desk": desk, "day": day, "leads": page.leads(desk.who),
        "said": said(desk, day["ahead"] if day else 0, tasks, found), "all_sections": sections, "hidden": hidden,
        "late": any(part["is_late"] for part in found), "main": [part for part in found if part["section"].place == "main"],
        "side": [part for part in found if part["section"].place != "main"], "week": desk.now.isocalendar().week,
        "on": month_day(desk.today), "weekday": date_format(desk.today, "D"),
    }  # fmt: skip


@require_GET
@signed_in
def late(request: HttpRequest) -> HttpResponse:
    """All that the page only announced, each for its own place."""
    desk = page.desk_of(request)
    found = [page.filled(desk, section) for section in page.wanted(desk.who) if section.is_late]
    return render(request, "workspace/today/late.html", {"late": [part for part in found if part], "desk": desk})


@require_GET
@signed_in
def section(request: HttpRequest, name: str) -> HttpResponse:
    """One section: the part for htmx, or a page of its own."""
    context = page.one(request, name)
    part = getattr(request, "htmx", False)
    return render(request, "workspace/today/section.html" if part else "workspace/today/alone.html", context)


@require_POST
@signed_in
def arrange(request: HttpRequest) -> HttpResponse:
    """Which sections, in which order; one may be moved up or down at the same time."""
    if "reset" in request.POST:
        actions.as_before()
        return go(request, "/")
    known = [one.name for one in page.arranged(actor.current(), page.open_sections(actor.current()))[0]]
    wanted = [name for name in request.POST.getlist("order") if name in known]
    order = [*dict.fromkeys(wanted), *(name for name in known if name not in wanted)]
    actions.arrange(moved(order, request.POST.get("move", "")), [n for n in order if n not in request.POST.getlist("shown")])
    return go(request, "/")


def moved(order: list[str], move: str) -> list[str]:
    """`up:tasks` puts it before the one above."""
    way, _colon, name = move.partition(":")
    if name not in order:
        return order
    at = order.index(name)
    to = max(0, min(len(order) - 1, at + (-1 if way == "up" else 1)))
    order.insert(to, order.pop(at))
    return order
