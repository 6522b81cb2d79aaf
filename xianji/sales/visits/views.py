"""The pages of a visit on the way: one that works without a network, what it takes along, and where what it writes arrives."""

import json
from collections.abc import Callable
from typing import Any

from django.middleware.csrf import get_token
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.installed.shells import Shell
from xianji.kit.refusals import Refused, Stale, WrongState
from xianji.kit.web import writing
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    account,
    page_for,
    render,
    require_GET,
    require_POST,
)
from xianji.lib import whole
from xianji.sales.visits import arriving, panels, taking
from xianji.sales.visits.models import Visit, VisitNote

HERE, MAY = "/sales/visits/go", "sales.visit.check_in"
SCRIPTS = (
    "visiting", "visit-day", "visit-one", "visit-deeds", "visit-steps", "visit-photos", "visit-note", "kept", "sending",
    "drawing", "dom",
)  # fmt: skip
DRAWN = ("xj/xj.css", "xj/screens.css", "xj/visiting.css", "xj/icon.svg", "vendor/icons.svg", "vendor/inter-latin.woff2")
FILES = (*DRAWN, *(f"xj/{name}.js" for name in SCRIPTS))
POINTS = {"issues": "issue", "prices": "price", "next": "next"}
"""Points as the device calls them."""
SHELL = Shell(HERE, "sales/visits/go.html", FILES, gettext_lazy("Visits on the way"))


@require_GET
@page_for(MAY)
def page(request: HttpRequest) -> HttpResponse:
    """The page that the device keeps, in the reader's theme."""
    return HttpResponse(SHELL.page(translation.get_language() or "", request.COOKIES.get("theme", "")))


@require_GET
@page_for(MAY)
def taken(request: HttpRequest) -> HttpResponse:
    """What goes along, and the word by which what comes back is known as ours."""
    return told({"me": account(request).pk, "token": get_token(request), **taking.taken()})


@require_GET
@page_for("sales.visit.view")
def of_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """The visits of a customer whom the reader may see."""
    return part(request, found(Customer, pk), panels.VISITS, "sales/visits/of_customer.html", panels.of_customer)


@require_GET
@page_for("sales.visit.view")
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """What to know before a visit, also as a page of its own for paper."""
    return part(request, found(Visit, pk), panels.BRIEF, "sales/visits/brief.html", panels.of_visit)


def found(model: Any, pk: int) -> Any:
    record = model.objects.filter(pk=pk).first()
    if record is None:
        raise Http404
    return record


def part(request: HttpRequest, record: Any, panel: Any, template: str, made: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    """What comes late into a page; a page of its own for those without scripts."""
    given = {"given": made(record), "panel": panel, "title": panel.title, "of": record, "template": template,
             "back": registry.resource_of(type(record)).address(record.pk)}  # fmt: skip
    return render(request, template if "HX-Request" in request.headers else "sales/visits/late_page.html", given)


@require_POST
@page_for(MAY)
def arrive(request: HttpRequest) -> HttpResponse:
    """One deed of one visit. Whoever wrote it is signed in; what another person wrote on this device is left for them."""
    given = request.POST
    if given.get("me") != str(account(request).pk):
        return told({"problem": _("Somebody else wrote this on this device. It waits for them.")}, 403)
    visit = Visit.objects.filter(pk=whole.number(given.get("visit"))).first()
    if visit is None:
        return told({"problem": _("This visit is not yours any more, or is gone."), "gone": True}, 404)
    version = whole.number(given.get("version"))
    photo = request.FILES.get("photo")
    try:
        answer = arriving.arrive(given.get("key", ""), visit, version, given.get("did", ""), read(given.get("values", "")),
                                 (photo.name or "", photo, photo.size or 0) if photo else None)  # fmt: skip
    except (Stale, WrongState) as refusal:
        return told({"problem": refusal.message, "conflict": conflict(visit, refusal)}, 409)
    except Refused as refusal:
        return told({"problem": str(refusal)}, 422)
    return told(answer)


def conflict(visit: Visit, refusal: Refused) -> dict[str, Any]:
    """How the visit stands now, for whoever decides which of the two holds."""
    told_both = (*taking.WRITTEN, "summary")
    now = Visit.unscoped.select_related("updated_by").get(pk=visit.pk)
    return {
        "version": now.version, "state": now.state, "state_told": str(now.get_state_display()),
        "by": str(now.updated_by or _("the system")), "at": writing.moment(now.updated_at),
        "is_stale": isinstance(refusal, Stale),
        "time": f"{timezone.localtime(now.planned_at):%H:%M}", "day": writing.day(timezone.localtime(now.planned_at).date()),
        "fields": {name: getattr(now, name) for name in told_both},
        "names": {name: str(Column(Visit, name).label) for name in told_both}
        | {name: str(VisitNote.Kind(kind).label) for name, kind in POINTS.items()},
    }  # fmt: skip


def read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def told(what: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(what, ensure_ascii=False), status=status, content_type="application/json")
