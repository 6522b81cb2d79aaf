"""The work calendar of a country as the company keeps it."""

from datetime import date
from functools import lru_cache
from time import time

from xianji.lib.calendars import WorkCalendar
from xianji.org.company.settled import company
from xianji.org.days.models import WorkDay


def work_calendar(country: str = "") -> WorkCalendar:
    """Public days with the company's own on top; read at most once a minute per process."""
    return _calendar(country or company().country or "", int(time() // 60))


def named_days(country: str) -> dict[date, str]:
    """What the company calls the days it decided itself."""
    return _read(country, int(time() // 60))[1]


def forget() -> None:
    """Read again at the next question."""
    _read.cache_clear()
    _calendar.cache_clear()


@lru_cache(maxsize=8)
def _calendar(country: str, _minute: int) -> WorkCalendar:
    return WorkCalendar(country, _read(country, _minute)[0])


@lru_cache(maxsize=8)
def _read(country: str, _minute: int) -> tuple[dict[date, bool], dict[date, str]]:
    """The days that the company decided: whether they are worked, and their names."""
    rows = list(WorkDay.unscoped.filter(country=country, deleted_at=None).values_list("date", "is_worked", "name"))
    return {day: works for day, works, _name in rows}, {day: name for day, _works, name in rows if name}
