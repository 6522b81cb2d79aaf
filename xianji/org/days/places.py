"""Days that depend on where a record lies: each country works by its own calendar."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Value, When
from django.db.models.functions import Cast

from xianji.lib.calendars import WorkCalendar
from xianji.org.company.settled import company
from xianji.org.days.calendar import work_calendar
from xianji.org.scope import below
from xianji.org.units.models import Unit

Places = list[tuple[str, str]]
"""(path, country) of the units that work elsewhere than the one above them, the deepest first."""


def by_place(told: Callable[[WorkCalendar], date], column: str = "org_path", places: Places | None = None) -> Any:
    """The day as an expression over records: the company's own calendar, and that of each unit with all below it that works
    elsewhere. One query, whatever the number of records; none for whoever has read the places already."""
    home = company().country or ""
    elsewhere = abroad(home) if places is None else places
    cases = [When(below(path, column), then=_day(told(work_calendar(country)))) for path, country in elsewhere]
    usual = _day(told(work_calendar(home)))
    return Case(*cases, default=usual, output_field=DateField()) if cases else usual


def abroad(home: str) -> Places:
    """Units that work in another country than the one above them, the deepest first: (path, country)."""
    rows = Unit.unscoped.filter(deleted_at=None).values_list("pk", "parent_id", "path", "country")
    countries = {pk: country for pk, _parent, _path, country in rows}
    found = [(path, country) for _pk, parent, path, country in rows if country != countries.get(parent, home)]
    return sorted(found, key=lambda one: -len(one[0]))


def calendar_at(path: str, places: Places, home: str) -> WorkCalendar:
    """The calendar by which a record at this path is worked on."""
    return work_calendar(next((country for above, country in places if path.startswith(above)), home))


def _day(day: date) -> Any:
    return Cast(Value(day), DateField())
