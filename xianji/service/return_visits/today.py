"""Whom to call back, on Today of those who call, and how much of it waits, for those who lead them."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.org import scope
from xianji.service.return_visits.models import ReturnVisit

SHOWS, WEEK = 5, timedelta(days=6)


def to_call(desk: Desk) -> dict[str, Any] | None:
    """Until the end of the week, the oldest first; nothing where nothing is due."""
    resource = registry.resource_of(ReturnVisit)
    rows = ReturnVisit.objects.filter(state=ReturnVisit.State.DUE, due_on__lte=desk.today + WEEK)
    rows = rows.filter(scope.below(desk.who.unit_path)) if desk.is_team else rows.filter(caller=desk.who.person_id)
    found = list(rows.select_related("customer").order_by("due_on", "pk")[: SHOWS + 1])
    if not found:
        return None
    late = found[0].due_on < desk.today
    return {
        "rows": [row(one, resource, desk.today) for one in found[:SHOWS]], "tone": "warn" if late else "", "link": _("All"),
        "count": len(found) if len(found) <= SHOWS else f"{SHOWS}+", "href": f"{resource.path}?state=due&sort=due_on",
    }  # fmt: skip


def row(visit: ReturnVisit, resource: Any, today: date) -> dict[str, Any]:
    return {
        "href": resource.address(visit.pk), "customer": visit.customer.short_name or visit.customer.name,
        "occasion": visit.get_occasion_display(), "day": writing.day(visit.due_on), "is_late": visit.due_on < today,
        "tries": visit.tries,
    }  # fmt: skip


TO_CALL = Section(
    "return_visits", _("Customers to call back"), "service/today.html", to_call, order=21, is_late=True,
    permission="service.returnvisit.view",
)  # fmt: skip
