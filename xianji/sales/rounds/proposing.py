"""The proposal for a month: who is due by class, spread over its working days, in the order of the way."""

import calendar
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.kit.refusals import Refused
from xianji.org.days.calendar import work_calendar
from xianji.sales.rounds import rules
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.visits import frequency, places

MOST = 500


def propose(plan: VisitPlan) -> int:
    """In the place of what was proposed before and is no visit yet; returns how many stops there are now."""
    days = workdays(plan.month)
    plan.stops.filter(visit=None).exclude(why="").delete()
    kept = set(plan.stops.values_list("customer_id", flat=True))
    stops = [one for one in rules.spread(wanted(plan, days), days) if one.customer not in kept] if days else []
    PlannedStop.objects.bulk_create(
        PlannedStop(plan=plan, customer_id=one.customer, day=one.day, place=one.place, kind=one.kind, why=one.why)
        for one in stops
    )
    return plan.stops.count()


def workdays(month: date) -> list[date]:
    """What is left of the month."""
    last, first = month.replace(day=calendar.monthrange(month.year, month.month)[1]), max(month, timezone.localdate())
    days = work_calendar()
    return [day for n in range((last - first).days + 1) if days.is_workday(day := first + timedelta(days=n))]


def wanted(plan: VisitPlan, days: list[date]) -> list[rules.Stop]:
    """Each customer of the plan's owner as often as the table says."""
    rows = Customer.unscoped.filter(frequency.VISITED, owner=plan.owner_id, deleted_at=None)
    customers = {one.pk: one for one in rows.select_related("division").order_by("pk")[:MOST]}
    points = places.points(customers)
    found = []
    for pk, due in frequency.dues(customers.values(), days[0]).items():
        one = customers[pk]
        soon = due.on - timedelta(days=max(0, due.gap - rules.QUARTER // due.times))
        dates = rules.wished(soon, due.times, days[0], days[-1])
        why = _("last on %(day)s, every %(gap)s days") if due.last else _("not yet visited, every %(gap)s days")
        for day, kind in zip(dates, rules.kinds(len(dates), due.times, plan.month.month), strict=True):
            where = one.division.code if one.division else ""
            told = str(why % {"day": due.last, "gap": due.gap})
            found.append(rules.Stop(pk, day, kind, where, one.address, points.get(pk), told))
    return found


def figures(plan: VisitPlan) -> dict[str, Any]:
    """F-17: whom of those who were due the plan covers, what of it was made, and what of that counts. What the customer
    cancelled is left out of what was planned, once for each."""
    stops = list(plan.stops.select_related("visit"))
    made = [one.visit for one in stops if one.visit and one.visit.state in ("reported", "reviewed")]
    off = {one.customer_id for one in stops if one.visit and one.visit.state == "cancelled"}
    own = Customer.unscoped.filter(frequency.VISITED, owner=plan.owner_id, deleted_at=None).order_by("pk")[:MOST]
    due = {pk for pk, one in frequency.dues(own, plan.month).items() if one.on < following(plan.month)}
    covered = due & {one.customer_id for one in stops}
    return {
        "coverage": rules.share(len(covered), len(due)), "execution": rules.share(len(made), max(len(stops) - len(off), 0)),
        "effective": rules.share(sum(one.effective_on is not None for one in made), len(made)),
        "stops": len(stops), "made": len(made),
    }  # fmt: skip


def within(plan: VisitPlan, day: date | None) -> date:
    """The day, where it is one of the month of the plan."""
    if day is None or day.replace(day=1) != plan.month:
        raise Refused(_("This day is not in the month of the plan."))
    return day


def following(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
