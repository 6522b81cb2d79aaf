"""The work calendar of a country as the company keeps it."""

from functools import lru_cache
from time import time

from xianji.lib.calendars import WorkCalendar
from xianji.org.company.settled import company
from xianji.org.days.models import WorkDay


def work_calendar(country: str = "") -> WorkCalendar:
    """Public days with the company's own on top; read at most once a minute per process."""
    return _calendar(country or company().country or "", int(time() // 60))


def forget() -> None:
    """Read again at the next question."""
    _calendar.cache_clear()


@lru_cache(maxsize=8)
def _calendar(country: str, _minute: int) -> WorkCalendar:
    days = WorkDay.unscoped.filter(country=country, deleted_at=None).values_list("date", "is_worked")
    return WorkCalendar(country, dict(days))
