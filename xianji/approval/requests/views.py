"""The page of approvals, its number in the menu, and deciding many at once."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.approval.requests import inbox
from xianji.approval.requests.actions import SEE, approve
from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.models import Request
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, page_for, render, require_GET, require_POST
from xianji.lib import actor, whole

HERE = "/approval/inbox"
MOST = 100
"""Requests that can be decided together."""


def me() -> int:
    """The person who looks; an account that belongs to nobody has no approvals."""
    person = actor.current().person_id
    if person is None:
        raise Http404
    return person


@require_GET
@page_for(SEE)
def page(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I asked, what I decided, what was copied to me."""
    show = request.GET.get("show", inbox.WAITING)
    if show not in dict(tabs()):
        raise Http404
    after = whole.number(request.GET.get("after")) or 0
    found = inbox.part(me(), show, after)
    context = {
        "title": _("Approvals"), "show": show, "cards": found.cards, "here": HERE, "is_first": not after,
        "next_href": f"{HERE}?show={show}&after={found.after}" if found.after else "",
        "tabs": [{"href": f"{HERE}?show={name}", "label": label, "current": name == show} for name, label in tabs()]
        + [{"href": "/approval/requests/", "label": _("All that I may see"), "current": False}],
    }
    return render(request, "approval/inbox.html", context)


def tabs() -> list[tuple[str, str]]:
    return [(inbox.WAITING, _("Waiting for me")), (inbox.ASKED, _("Asked by me")), (inbox.DECIDED, _("Decided by me")),
            (inbox.COPIED, _("Copied to me"))]


@require_POST
@page_for(SEE)
def together(request: HttpRequest) -> HttpResponse:
    """Approve the ticked ones, each for itself, where their object allows it; what was refused is told with its reason."""
    ids = whole.numbers(request.POST.getlist("ids"))[:MOST]
    found = list(Request.objects.filter(pk__in=ids).order_by("pk"))
    if not found:
        return go(request, HERE, _("No row was selected."), kind="error")
    refused = [(row, why) for row in found if (why := refusal(row))]
    done = len(found) - len(refused)
    if refused:
        lines = "; ".join(f"{row}: {why}" for row, why in refused[:5])
        return go(request, HERE, _("%(done)s approved, %(refused)s not: %(why)s")
                  % {"done": done, "refused": len(refused), "why": lines}, kind="error")  # fmt: skip
    told = ngettext("%(count)s request is approved.", "%(count)s requests are approved.", done) % {"count": done}
    return go(request, HERE, told)


def refusal(row: Any) -> str:
    """Why a request among others was not approved; empty when it was. Each is a transaction of its own."""
    kind = kind_of(row.about_label)
    if kind is None or not kind.in_bulk:
        return _("This is decided one by one.")
    try:
        approve(row, source="web")
    except Refused as problem:
        return str(problem)
    return ""
