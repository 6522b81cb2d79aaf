"""When a step is over: in working hours or business days of the place where the matter lies."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xianji.approval.requests.rules import Stage
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Unit


def due_at(stage: Stage, unit_id: int | None, now: datetime) -> datetime | None:
    """None where the step has no deadline; business days end with their last working hour."""
    if not stage.hours and not stage.days:
        return None
    country = Unit.unscoped.filter(pk=unit_id).values_list("country", flat=True).first() if unit_id else ""
    calendar, here = work_calendar(country or ""), timezone.localtime(now)
    if stage.hours:
        return calendar.add_working_hours(here, stage.hours)
    midnight = datetime.combine(calendar.add_workdays(here.date(), stage.days), time(), here.tzinfo)
    return midnight + timedelta(hours=calendar.hours[-1][1])


def reminder_at(opened: datetime, due: datetime) -> datetime:
    """When those who are asked are reminded: after three quarters of the time."""
    return opened + (due - opened) * 3 / 4
