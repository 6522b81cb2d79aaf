"""The trail of a request on its own page, and on the page of what it is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.approval.requests.deciding import is_asked, is_askers
from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.models import Request
from xianji.approval.requests.telling import because, facts, time_left, trail
from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

EARLIER = 5


def told(request: Request, *, is_asked: bool) -> dict[str, Any]:
    """One request with its facts and its steps."""
    return {
        "request": request, "facts": facts(request, is_asked=is_asked), "because": because(request), "steps": trail(request),
        "left": time_left(request.due_at),
    }  # fmt: skip


class Trail(Panel):
    """On the request's own page: what is asked, why, and who says what."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        who = actor.current()
        has_a_say = record.seats.filter(person=who.person_id).exists() or is_asked(record, who) or is_askers(record, who)
        there = seen_target(record)
        return {**told(record, is_asked=has_a_say), "about_href": there}


def seen_target(request: Request) -> str:
    """Where what it is about can be read, if the reader may."""
    if request.about_label not in registry.resources:
        return ""
    resource = registry.resource_of(request.about_label)
    return resource.address(request.about_id) if seen(resource.model, request.about_id) is not None else ""


def newest(record: Any) -> list[Request]:
    """The last few requests about a record, the newest first; read once for the record at hand."""
    if "_requests" not in record.__dict__:
        rows = Request.unscoped.filter(about_label=record.label(), about_id=record.pk, deleted_at=None)
        record.__dict__["_requests"] = list(rows.select_related("asked_by").order_by("-pk")[: EARLIER + 1])
    found: list[Request] = record.__dict__["_requests"]
    return found


class Asked(Panel):
    """First on the page, before those who are asked about it."""

    def open_on(self, record: Any) -> bool:
        return kind_of(record.label()) is not None and bool(found := newest(record)) and is_asked(found[0], actor.current())

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        found = newest(record)[0]
        return {"request": found, "because": because(found), "left": time_left(found.due_at)}


class Approvals(Panel):
    """On the page of what was asked about: the newest request with its trail, and where the earlier ones are. Who sees the
    record sees who decided about it; deciding itself is only for those who are asked."""

    def open_on(self, record: Any) -> bool:
        return kind_of(record.label()) is not None

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        found = newest(record)
        if not found:
            return {"request": None, "earlier": []}
        mine = is_asked(found[0], actor.current())
        return {**told(found[0], is_asked=mine), "earlier": found[1:], "is_mine": mine}


ASKED = Asked("asked", _("Approval"), "approval/asked.html", "next")
APPROVALS = Approvals("approvals", _("Approval"), "approval/panel.html", "rail")
TRAIL = Trail("trail", _("Approval"), "approval/trail.html", "main")
