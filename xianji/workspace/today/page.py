"""Today as a page: its sections for one person, in the order in which that person wants them."""

from typing import Any

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, render, safe_next, toast
from xianji.lib import actor
from xianji.lib.actor import Actor
from xianji.workspace.today.models import Arrangement

TEAM = "workspace.task.view"
"""Whoever sees tasks of others has a team to look at."""
LAST = 1000


def desk_of(request: HttpRequest) -> Desk:
    who = actor.current()
    is_team = request.GET.get("of") == "team" and leads(who)
    return Desk(who, timezone.localtime(), is_team, request.GET.dict())


def leads(who: Actor) -> bool:
    reach = who.reach(TEAM)
    return who.unit_id is not None and reach is not None and bool(reach.everywhere or reach.trees or reach.units)


def open_sections(who: Actor) -> list[Section]:
    """Those that this person may have, in the order of the chapters."""
    found = [section for chapter in registry.chapters for section in chapter.today]
    return [section for section in found if not section.permission or who.may(section.permission)]


def arranged(who: Actor, sections: list[Section]) -> tuple[list[Section], set[str]]:
    """In this person's order, and the names of those left out."""
    row = Arrangement.objects.filter(person=who.person_id or 0).first()
    order = {name: place for place, name in enumerate(row.order)} if row else {}
    ordered = sorted(sections, key=lambda one: (order.get(one.name, LAST + one.order), one.order))
    return ordered, set(row.hidden) if row else set()


def wanted(who: Actor) -> list[Section]:
    """Those that this person may have and has not left out."""
    sections, hidden = arranged(who, open_sections(who))
    return [section for section in sections if section.name not in hidden]


def shown(desk: Desk, section: Section) -> dict[str, Any] | None:
    """What the frame of a section needs; None where it has nothing to say. A late one is only announced."""
    return {"section": section, "given": {}, "is_late": True, "desk": desk} if section.is_late else filled(desk, section)


def filled(desk: Desk, section: Section) -> dict[str, Any] | None:
    given = section.context(desk)
    return None if given is None else {"section": section, "given": given, "is_late": False, "desk": desk}


def one(request: HttpRequest, name: str) -> dict[str, Any]:
    """A single section, also a late one, for itself."""
    desk = desk_of(request)
    section = next((section for section in open_sections(desk.who) if section.name == name), None)
    if section is None:
        raise Http404
    return {"section": section, "given": section.context(desk), "is_late": False, "desk": desk}


def refreshed(request: HttpRequest, name: str, told: Any, undo: str = "") -> HttpResponse:
    """After something was done in a section: the section anew and a toast, or back to the page for those without scripts."""
    if not getattr(request, "htmx", False):
        return go(request, safe_next(request, "/"), told, undo)
    return toast(render(request, "workspace/today/section.html", one(request, name)), str(told), undo)
