"""On Today: the visit plan that is to be submitted, from a week before its last day on."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.org.days.calendar import work_calendar
from xianji.sales.rounds.controls import last_day
from xianji.sales.rounds.models import VisitPlan
from xianji.sales.rounds.proposing import following
from xianji.sales.visits.frequency import VISITED

AHEAD = 5
"""Working days."""


def owed(desk: Desk) -> dict[str, Any] | None:
    """Of this month and the next those that are not submitted; nothing for whoever has nobody to visit."""
    this = desk.today.replace(day=1)
    lasts = {month: last_day(month) for month in (this, following(this))}
    soon = work_calendar().add_workdays(desk.today, AHEAD)
    near = {month: last for month, last in lasts.items() if last <= soon}
    if desk.is_team or desk.who.person_id is None or not near:
        return None
    plans = list(VisitPlan.objects.filter(owner=desk.who.person_id, month__in=near).order_by("pk"))
    done = {one.month for one in plans if one.submitted_at is not None}
    drafts = {one.month: one for one in plans}
    open_ones = {month: last for month, last in near.items() if month not in done}
    if not open_ones or not Customer.objects.filter(VISITED, owner=desk.who.person_id).exists():
        return None
    rows = [row(month, last, drafts.get(month), desk.today) for month, last in open_ones.items()]
    return {"rows": rows, "count": len(rows), "tone": "bad" if any(one["tone"] == "bad" for one in rows) else "warn"}


def row(month: date, last: date, draft: VisitPlan | None, today: date) -> dict[str, Any]:
    at, late = registry.resource_of(VisitPlan), (today - last).days
    return {
        "href": at.address(draft.pk) if draft else f"{at.path}new?month={month.isoformat()}",
        "month": date_format(month, "YEAR_MONTH_FORMAT"), "number": draft.number if draft else "",
        "tone": "bad" if late > 0 else "warn", "tag": ngettext("%(num)s day late", "%(num)s days late", late) % {"num": late}
        if late > 0 else _("Submit by %(day)s") % {"day": writing.day(last)},
    }  # fmt: skip


OWED = Section("rounds", gettext_lazy("Visit plan to submit"), "sales/rounds/owed.html", owed, order=16,
               permission="sales.visitplan.create", is_late=True)  # fmt: skip
