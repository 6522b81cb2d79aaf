"""On Today: one's visits in their order with the reports that are due; for whoever leads, the reports to read."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.registry import Desk, Section
from xianji.rulebook.parameters.reading import value
from xianji.sales.visits import taking
from xianji.sales.visits.models import Visit

SHOWS = 6
State = Visit.State


def my_visits(desk: Desk) -> dict[str, Any] | None:
    """Today's and what is left over; nothing where nobody goes."""
    if desk.is_team or desk.who.person_id is None:
        return None
    tomorrow = taking.midnight(desk.today + timedelta(days=1))
    rows = list(taking.waiting(desk.who.person_id).filter(planned_at__lt=tomorrow)[: SHOWS + 1])
    if not rows:
        return None
    owing = sum(one.state == State.CHECKED_OUT for one in rows)
    return {
        "rows": [row(one, desk) for one in rows[:SHOWS]], "count": len(rows), "link": _("On the way"), "href": "/sales/visits/go",
        "note": _("%(count)s to write up") % {"count": owing} if owing else "",
    }  # fmt: skip


def row(visit: Visit, desk: Desk) -> dict[str, Any]:
    at, division = timezone.localtime(visit.planned_at), visit.customer.division
    late = visit.checked_out_at and visit.checked_out_at + timedelta(hours=int(value("visit.report"))) < desk.now
    return {
        "visit": visit, "time": f"{at:%H:%M}" if at.date() == desk.today else f"{at:%m-%d}", "href": f"/sales/visits/{visit.pk}",
        "customer": str(visit.customer), "where": " · ".join(str(one) for one in (division, visit.customer.address) if one),
        "go": f"/sales/visits/go#/{visit.pk}", "is_due": visit.state == State.CHECKED_OUT, "is_late": bool(late),
        "missed": visit.state in (State.PLANNED, State.PREPARED) and at.date() < desk.today,
    }  # fmt: skip


def to_read(desk: Desk) -> dict[str, Any] | None:
    """Reports of others that wait for a reader, the oldest first."""
    rows = Visit.objects.filter(state=State.REPORTED).exclude(owner=desk.who.person_id).select_related("customer", "owner")
    found = list(rows.order_by("planned_at", "pk")[: SHOWS + 1])
    if not found:
        return None
    made = [{"visit": one, "customer": str(one.customer), "href": f"/sales/visits/{one.pk}"} for one in found[:SHOWS]]
    href = "/sales/visits/?state=reported&owner=team"
    return {"rows": made, "count": len(found), "link": _("All") if len(found) > SHOWS else "", "href": href}


MINE = Section("visits", pgettext_lazy("plural", "Visits"), "sales/visits/today.html", my_visits, order=15,
               permission="sales.visit.check_in")  # fmt: skip
READ = Section("reports", gettext_lazy("Reports to read"), "sales/visits/to_read.html", to_read, order=20,
               permission="sales.visit.review")  # fmt: skip
