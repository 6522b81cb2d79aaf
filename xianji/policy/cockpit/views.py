"""The pages of the cockpit."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from xianji.kit import registry
from xianji.kit.web.context import places
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, page_for, render
from xianji.lib import actor
from xianji.policy.cockpit import menu, outline, page, periods
from xianji.policy.cockpit.comparing import differences
from xianji.policy.cockpit.outline import Line, Outline
from xianji.policy.cockpit.rates import Rates
from xianji.policy.cockpit.wording import sign
from xianji.policy.evidence.words import verb
from xianji.policy.findings.reminding import RIGHT, remind
from xianji.policy.versions.models import Version

SEE = "policy.clause.view"
MOST = 40
"""Versions from which two are chosen."""
KINDS = ("changed", "added", "removed", "moved", "same")


@require_GET
@page_for(SEE)
def cockpit(request: HttpRequest, number: str = "") -> HttpResponse:
    """The version in force with one of its clauses; before there is one, the way to it."""
    held = outline.in_force()
    if not held:
        return beginning(request)
    asked = request.GET.get("version", "")
    version = next((one for one in held if str(one.pk) == asked), held[0])
    found = outline.outline(version)
    kind = request.GET.get("period", "")
    kind = kind if kind in periods.KINDS else "month"
    view = request.GET.get("show", "")
    view = view if view in page.VIEWS else page.VIEWS[0]
    return render(request, "policy/cockpit/page.html", shown(found, number, kind, view) | {"versions": held})


def shown(found: Outline, number: str, kind: str, view: str) -> dict[str, Any]:
    on, who = timezone.localdate(), actor.current()
    over = page.overview(found, kind, on, who)
    line = chosen(found, number, over["rates"])
    centre = page.clause(found, line, over["rates"], view, who)
    address, after = f"/policy/cockpit/{line.number}", found.shown
    place = next((at for at, one in enumerate(after) if one.number == line.number), None)
    return {
        **over, **centre, "title": _("Regulation cockpit"), "address": address, "weeks": page.week_words(on),
        "periods": page.period_links(kind, address), "views": page.view_links(view, address, kind, centre["overdue"]),
        "evidence_words": page.evidence_words(kind), "excepted": page.excepted(centre["rate"]),
        "before": after[place - 1] if place else None,
        "after": after[place + 1] if place is not None and place + 1 < len(after) else None,
        "may_cover": who.may("policy.version.submit"), "may_see_journal": who.may("administration.see_journal"),
        "may_find": who.may("policy.finding.view"), "may_pack": who.may(RIGHT), "sign": sign, "verb": verb,
    }  # fmt: skip


@require_POST
@page_for(RIGHT)
def remind_all(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody whose duty under this clause is overdue hears it, once a day."""
    held = outline.in_force()
    line = outline.outline(held[0]).line(number) if held else None
    if line is None:
        raise Http404
    told = remind([one.full_name for one in line.controls], line.number, timezone.localdate(), actor.current())
    words = ngettext("%(count)s person was reminded.", "%(count)s people were reminded.", told) % {"count": told}
    return go(request, f"/policy/cockpit/{number}", words if told else _("Everybody was reminded today already."))


def chosen(found: Outline, number: str, read: Rates) -> Line:
    """The clause of the address, else the one that stands worst, else the first that has a control, else the first."""
    if number:
        line = found.line(number)
        if line is None:
            raise Http404
        return line
    lines = list(found)
    if not lines:
        raise Http404
    watched = [one for one in found.shown if one.controls]
    judged = [(rate, one) for one in watched if (rate := read.of(one.names)).now.rate is not None or rate.now.bypassed]
    if judged:
        return min(judged, key=lambda pair: (not pair[0].now.bypassed, pair[0].now.rate or 0))[1]
    return watched[0] if watched else lines[0]


def beginning(request: HttpRequest) -> HttpResponse:
    """Three steps: load, cover, put into force."""
    drafts = Version.objects.filter(state=Version.State.DRAFT).select_related("regulation").order_by("-pk")
    who = actor.current()
    context = {"title": _("Regulation cockpit"), "draft": drafts.first(), "may_load": who.may("policy.version.create"),
               "may_cover": who.may("policy.version.submit")}  # fmt: skip
    return render(request, "policy/cockpit/beginning.html", context)


@require_GET
@page_for(SEE)
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions of a regulation; unless chosen, the one in force and the one before or after it."""
    versions = list(Version.objects.select_related("regulation").exclude(state=Version.State.WITHDRAWN).order_by("-pk")[:MOST])
    old, new = _pair(versions, request.GET.get("old", ""), request.GET.get("new", ""))
    found = differences(outline.outline(old), outline.outline(new)) if old and new else []
    counts = {kind: sum(1 for one in found if one.kind == kind) for kind in KINDS}
    moved = sum(1 for one in found if one.has_moved)
    context = {"title": _("Compare versions"), "versions": versions, "old": old, "new": new, "found": found, "counts": counts,
               "moved": moved, "control_of": registry.controls.get}  # fmt: skip
    return render(request, "policy/cockpit/compare.html", context)


def _pair(versions: list[Version], old: str, new: str) -> tuple[Version | None, Version | None]:
    """As asked for, else the newest and the one of the same regulation before it."""
    by_key = {str(one.pk): one for one in versions}
    newer = by_key.get(new) or (versions[0] if versions else None)
    before = [one for one in versions if newer and one.pk != newer.pk and one.regulation_id == newer.regulation_id]
    return by_key.get(old) or (before[0] if before else None), newer


@require_GET
@page_for(SEE)
def rates(request: HttpRequest) -> HttpResponse:
    """Each chapter's rate, put beside its title in the menu; the browser asks once a minute."""
    who = actor.current()
    shown = places(who)
    told = {name: percent for name, percent in menu.of_chapters(who).items() if f"rate-{name}" in shown}
    answer = render(request, "policy/cockpit/rates.html", {"rates": told})
    answer.headers["Cache-Control"] = f"private, max-age={menu.EVERY}"
    return answer
