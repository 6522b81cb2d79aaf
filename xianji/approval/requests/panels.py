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


class Approvals(Panel):
    """On the page of what was asked about: the newest request with its trail, and where the earlier ones are. Who sees the
    record sees who decided about it; deciding itself is only for those who are asked."""

    def open_on(self, record: Any) -> bool:
        return kind_of(record.label()) is not None

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        rows = Request.unscoped.filter(about_label=record.label(), about_id=record.pk, deleted_at=None)
        found = list(rows.select_related("asked_by").order_by("-pk")[: EARLIER + 1])
        if not found:
            return {"request": None, "earlier": []}
        newest, who = found[0], actor.current()
        mine = is_asked(newest, who)
        return {**told(newest, is_asked=mine), "earlier": found[1:], "is_mine": mine, "is_askers": is_askers(newest, who)}


APPROVALS = Approvals("approvals", _("Approval"), "approval/panel.html", "rail")
TRAIL = Trail("trail", _("Approval"), "approval/trail.html", "main")
