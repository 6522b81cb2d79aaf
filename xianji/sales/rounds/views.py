"""Moving a stop of a visit plan, and taking one away."""

from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from xianji.approval.requests.guards import must_not_wait
from xianji.kit import registry, store
from xianji.kit.actions import lock
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, page_for, require_POST
from xianji.lib import whole
from xianji.org.days.calendar import work_calendar
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.rounds.panel import may_move
from xianji.sales.rounds.proposing import within

STEPS = {"earlier": -1, "later": 1}


@require_POST
@page_for("sales.visitplan.change")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """`stop` goes to `day` before the stop at `place`, a working day `earlier` or `later`, or `away`."""
    plan = VisitPlan.objects.filter(pk=pk).first()
    if plan is None:
        raise Http404
    with store.whole():
        plan = lock(plan)
        if not may_move(plan):
            raise Refused(_("The plan is settled. “Plan anew” opens it again."))
        must_not_wait(plan)
        shift(plan, request.POST)
        store.change(plan, verb="move_stops")
    return go(request, registry.resource_of(VisitPlan).address(plan.pk))


def shift(plan: VisitPlan, given: Any) -> None:
    stop = plan.stops.filter(pk=number(given.get("stop")), visit=None).first()
    if stop is None:
        raise Refused(_("This stop is a visit already, or is gone."))
    if given.get("to") == "away":
        stop.delete()
        return
    step = STEPS.get(given.get("to", ""))
    stop.day = work_calendar().add_workdays(stop.day, step) if step else day_of(plan, given.get("day"))
    within(plan, stop.day)
    put(plan, stop, number(given.get("place")) if given.get("place") else 99)


def put(plan: VisitPlan, stop: PlannedStop, place: int) -> None:
    """Into the day at this place; the others make room."""
    others = list(plan.stops.filter(day=stop.day).exclude(pk=stop.pk).order_by("place", "pk"))
    others.insert(min(place, len(others)), stop)
    for n, one in enumerate(others):
        one.place = n
    PlannedStop.objects.bulk_update(others, ["day", "place"])


def day_of(plan: VisitPlan, text: Any) -> Any:
    try:
        day = parse_date(text or "")
    except ValueError:
        day = None
    return within(plan, day)


def number(text: Any) -> int:
    return whole.number(text) or 0
