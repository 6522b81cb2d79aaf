"""Asking for a pack, and fetching it."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xianji.kit.jobs.models import Job
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import FileResponse, Http404, HttpRequest, HttpResponse, go, page_for, render
from xianji.lib import actor
from xianji.policy.cockpit import outline, periods
from xianji.policy.cockpit.periods import Span
from xianji.policy.packs import asking

SHOWN = 10


@require_http_methods(["GET", "POST"])
@page_for(asking.PERMISSION)
def packs(request: HttpRequest) -> HttpResponse:
    """Clause and period; below it the packs that one has made."""
    held = outline.in_force()
    version = next((one for one in held if str(one.pk) == request.POST.get("version")), held[0] if held else None)
    found = outline.outline(version) if version else None
    asked = {name: request.POST.get(name) or request.GET.get(name, "") for name in ("clause", "first", "last")}
    problem: Refused | None = None
    if request.method == "POST" and found is not None:
        try:
            if found.line(asked["clause"]) is None:
                raise Refused("", {"clause": [_("Choose a clause.")]})
            made = asking.begin(found.version, asked["clause"], Span(_day(asked, "first"), _day(asked, "last")))
            return go(request, f"/jobs/{made.pk}", _("The pack can be fetched here when it is made."))
        except Refused as refusal:
            problem = refusal
    month = periods.span("month", timezone.localdate())
    usual = {"first": month.first.isoformat(), "last": month.last.isoformat()}
    asked = usual | {name: text for name, text in asked.items() if text}
    mine = Job.objects.filter(user=actor.current().user_id, kind=asking.JOB).order_by("-pk")[:SHOWN]
    context = {"title": _("Audit pack"), "found": found, "asked": asked, "problem": problem, "mine": mine}
    return render(request, "policy/packs.html", context, status=problem.status if problem else 200)


@require_GET
@page_for(asking.PERMISSION)
def fetch(request: HttpRequest, name: str) -> Any:
    """A pack that the worker has made for this person."""
    job = Job.objects.filter(user=request.user.pk, kind=asking.JOB, state="done", order__file=name).first()
    if job is None:
        raise Http404
    try:
        file = asking.path_of(name).open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    told = job.order
    name = f"{told['clause']} {told['first']} {told['last']}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def _day(asked: dict[str, str], name: str) -> date:
    try:
        return date.fromisoformat(asked[name])
    except ValueError as problem:
        told = _("“%(value)s” is not a date. Use a day such as 2026-03-01.") % {"value": asked[name]}
        raise Refused("", {name: [told]}) from problem
