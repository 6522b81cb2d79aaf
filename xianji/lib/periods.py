"""Months, quarters and years, by the calendar or by a fiscal year; both ends of every range belong to it."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Grain = Literal["month", "quarter", "year"]

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
_KEY = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)
_NAMED = re.compile(r"(this|last|next)_(week|month|quarter|year)")
_COUNTED = re.compile(r"(last|next)_([1-9]\d{0,3})_(day|week|month|quarter|year)s")

RELATIVE = (
    "today", "yesterday", "tomorrow",
    "this_week", "last_week", "next_week", "last_7_days", "next_7_days",
    "this_month", "last_month", "next_month", "month_to_date", "last_30_days", "next_30_days",
    "this_quarter", "last_quarter", "next_quarter", "quarter_to_date", "last_90_days", "next_90_days",
    "this_year", "last_year", "next_year", "year_to_date", "last_365_days", "last_12_months",
)  # fmt: skip


class UnknownPeriod(ValueError):
    """The text names no period of this calendar."""


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The month in which the year begins; a year that does not begin in January is named FY and the year it begins in.

    With `named_after="end"` FY2018 is the year that ends in 2018. Months are always those of the calendar.
    """

    first_month: int = 1
    named_after: Literal["start", "end"] = "start"

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= 12:
            raise ValueError(f"The first month is a number from 1 to 12, not {self.first_month}")

    @property
    def is_fiscal(self) -> bool:
        """Whether years differ from those of the calendar."""
        return self.first_month != 1

    @property
    def naming_shift(self) -> int:
        """What is added to the calendar year in which a fiscal year begins to get its name."""
        return int(self.is_fiscal and self.named_after == "end")


CALENDAR_YEAR = FiscalCalendar()


@dataclass(frozen=True, slots=True)
class Period:
    """One month, quarter or year; made by `period_of` or `parse`."""

    grain: Grain
    start: date
    calendar: FiscalCalendar = CALENDAR_YEAR

    @property
    def end(self) -> date:
        """The last day."""
        year, month = divmod(_month_number(self.start) + _MONTHS[self.grain] - 1, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def key(self) -> str:
        """2017, 2017-Q1, 2017-03; in a fiscal calendar FY2017 and FY2017-Q1."""
        if self.grain == "month":
            return f"{self.start:%Y-%m}"
        year, months = divmod(_month_number(self.start) - self.calendar.first_month + 1, 12)
        name = f"{'FY' if self.calendar.is_fiscal else ''}{year + self.calendar.naming_shift:04d}"
        return f"{name}-Q{months // 3 + 1}" if self.grain == "quarter" else name

    def shift(self, count: int) -> "Period":
        """The period so many later, or earlier when negative."""
        return Period(self.grain, _first_of(_month_number(self.start) + count * _MONTHS[self.grain]), self.calendar)

    def previous(self) -> "Period":
        return self.shift(-1)

    def next(self) -> "Period":
        return self.shift(1)

    def year_ago(self) -> "Period":
        return self.shift(-12 // _MONTHS[self.grain])

    def __contains__(self, day: date) -> bool:
        return self.start <= date(day.year, day.month, day.day) <= self.end

    def __lt__(self, other: "Period") -> bool:
        return self.start < other.start

    def __str__(self) -> str:
        return self.key


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month_number: int) -> date:
    year, month = divmod(month_number, 12)
    return date(year, month + 1, 1)


def period_of(day: date, grain: Grain, calendar: FiscalCalendar = CALENDAR_YEAR) -> Period:
    """The month, quarter or year in which the day lies."""
    if grain not in get_args(Grain):
        raise ValueError(f"Periods are by month, quarter or year, not by {grain!r}")
    number = _month_number(day)
    return Period(grain, _first_of(number - (number - calendar.first_month + 1) % _MONTHS[grain]), calendar)


def parse(key: str, calendar: FiscalCalendar = CALENDAR_YEAR) -> Period:
    """The period that has this key in this calendar; raises UnknownPeriod."""
    found = _KEY.fullmatch(key)
    if not found or found["year"] == "0000" or bool(found["fiscal"]) != (calendar.is_fiscal and not found["month"]):
        raise UnknownPeriod(f"{key!r} is not a month, quarter or year of this calendar")
    if found["month"]:
        return Period("month", date(int(found["year"]), int(found["month"]), 1), calendar)
    quarter = int(found["quarter"] or 1)
    year = int(found["year"]) - calendar.naming_shift
    start = _first_of(year * 12 + calendar.first_month - 1 + 3 * (quarter - 1))
    return Period("quarter" if found["quarter"] else "year", start, calendar)


def months_after(day: date, count: int) -> date:
    """The same day so many months later, or earlier where negative; a day that a month lacks is its last."""
    year, month = divmod(_month_number(day) + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; the last day of a month ends it, however long the first was."""
    count = _month_number(last) - _month_number(first)
    return count - (months_after(first, count) > last)


def between(first: date, last: date, grain: Grain, calendar: FiscalCalendar = CALENDAR_YEAR) -> Iterator[Period]:
    """Every period from the one of the first day to the one of the last, oldest first; none when they are reversed."""
    current, final = period_of(first, grain, calendar), period_of(last, grain, calendar)
    if first > last:
        return
    while current.start < final.start:
        yield current
        current = current.next()
    yield final


def relative(name: str, today: date, calendar: FiscalCalendar = CALENDAR_YEAR) -> tuple[date, date]:
    """First and last day of a range such as this_quarter, last_30_days (ending today) or last_12_months (whole ones before
    this); weeks begin on Monday; raises UnknownPeriod."""
    if name in ("today", "yesterday", "tomorrow"):
        day = today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[name])
        return day, day
    if name.endswith("_to_date") and (grain := name.removesuffix("_to_date")) in _MONTHS:
        return period_of(today, grain, calendar).start, today  # type: ignore[arg-type]
    if found := _NAMED.fullmatch(name):
        step = {"this": 0, "last": -1, "next": 1}[found[1]]
        return _span(found[2], step, step, today, calendar)
    if found := _COUNTED.fullmatch(name):
        count, grain = int(found[2]), found[3]
        if grain == "day":
            away = timedelta(days=count - 1)
            return (today - away, today) if found[1] == "last" else (today, today + away)
        return _span(grain, *((-count, -1) if found[1] == "last" else (1, count)), today, calendar)
    raise UnknownPeriod(f"{name!r} is not a range of days such as this_month or last_30_days")


def _span(grain: str, first: int, last: int, today: date, calendar: FiscalCalendar) -> tuple[date, date]:
    if grain == "week":
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=first), monday + timedelta(weeks=last, days=6)
    current = period_of(today, grain, calendar)  # type: ignore[arg-type]
    return current.shift(first).start, current.shift(last).end
