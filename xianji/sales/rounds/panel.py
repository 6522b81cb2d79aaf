"""The month of a visit plan, day by day: stops are dragged to another day or place, or moved by keys."""

from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from xianji.approval.requests.guards import pending
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.org import scope
from xianji.sales.rounds import proposing
from xianji.sales.rounds.models import VisitPlan
from xianji.sales.visits.models import Visit

GLYPHS = {"onsite": "walk", "online": "device-laptop", "phone": "phone"}


class Month(Panel):
    def context(self, record: VisitPlan, request: HttpRequest) -> dict[str, Any]:
        """All working days that are left while it is planned, those with a visit afterwards."""
        stops = list(record.stops.select_related("customer__division", "visit").order_by("day", "place", "pk"))
        by_day = {day: list(several) for day, several in groupby(stops, key=lambda one: one.day)}
        is_open = may_move(record) and pending(record) is None
        days = sorted({*by_day, *(proposing.workdays(record.month) if is_open else [])})
        kinds, visits = dict(Visit.Kind.choices), registry.resource_of(Visit)
        return {
            "days": [
                {"day": day, "name": date_format(day, "D"), "stops": [row(one, kinds, visits) for one in by_day.get(day, [])]}
                for day in days
            ],
            "is_open": is_open, "count": len(stops), "figures": proposing.figures(record) if stops else None,
            "action": f"/sales/rounds/{record.pk}/move",
        }  # fmt: skip


def row(stop: Any, kinds: dict[str, Any], visits: Any) -> dict[str, Any]:
    return {
        "stop": stop, "customer": str(stop.customer), "where": str(stop.customer.division or stop.customer.address or ""),
        "kind": kinds.get(stop.kind, stop.kind), "glyph": GLYPHS[stop.kind],
        "href": visits.address(stop.visit_id) if stop.visit_id else f"/customers/customers/{stop.customer_id}",
        "state": stop.visit.get_state_display() if stop.visit else "",
        "tone": stop.visit.tones.get(stop.visit.state, "") if stop.visit else "",
    }  # fmt: skip


def may_move(plan: VisitPlan) -> bool:
    fits = plan.state == VisitPlan.State.DRAFT and plan.deleted_at is None
    return fits and scope.holds(plan, actor.current(), "sales.visitplan.change")


MONTH = Month("month", gettext_lazy("The month"), "sales/rounds/month.html", "main")
