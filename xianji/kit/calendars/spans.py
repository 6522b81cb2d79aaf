"""The days that a calendar shows: a month in whole weeks, a week, or a day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xianji.kit.lists.filters import BadFilter

MONTH, WEEK, DAY = "month", "week", "day"
KINDS = (MONTH, WEEK, DAY)
MONDAY, SUNDAY = 0, 6
EARLIEST, LATEST = 1900, 2199
"""Years that a calendar can be turned to."""


@dataclass(frozen=True)
class Span:
    """Around a day: its month, its week, or the day alone; weeks begin as the reader's language has it."""

    kind: str
    day: date
    begins: int = 0
    """The first day of a week, 0 is Monday."""

    @property
    def first(self) -> date:
        """The first day shown: a month begins with the whole week of its first day."""
        return self.day if self.kind == DAY else self._week_of(self.day.replace(day=1) if self.kind == MONTH else self.day)

    @property
    def last(self) -> date:
        if self.kind == DAY:
            return self.day
        end = self.day.replace(day=days_in(self.day)) if self.kind == MONTH else self.day
        return self._week_of(end) + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def weeks(self) -> list[list[date]]:
        """In rows."""
        days = self.days
        return [days[n : n + 7] for n in range(0, len(days), 7)]

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it, not merely to a week that it shares with its neighbour."""
        return self.kind != MONTH or (day.year, day.month) == (self.day.year, self.day.month)

    def turned(self, step: int) -> date:
        """The same place one span on or back, within the years that can be shown."""
        if self.kind != MONTH:
            return within(self.day + timedelta(days=step * (7 if self.kind == WEEK else 1)), self.day)
        month = self.day.month - 1 + step
        year, month = self.day.year + month // 12, month % 12 + 1
        return within(date(year, month, min(self.day.day, calendar.monthrange(year, month)[1])), self.day)

    @property
    def title(self) -> str:
        """November 2026; two days with a dash; or the day with its weekday."""
        if self.kind == MONTH:
            return date_format(self.day, "YEAR_MONTH_FORMAT")
        if self.kind == WEEK:
            return _("%(first)s – %(last)s") % {"first": date_format(self.first), "last": date_format(self.last)}
        return _("%(day)s, %(weekday)s") % {"day": date_format(self.day), "weekday": date_format(self.day, "l")}

    def _week_of(self, day: date) -> date:
        return day - timedelta(days=(day.weekday() - self.begins) % 7)


def span_of(asked: dict[str, str]) -> Span:
    """What an address asks for; this month without a word."""
    kind = asked.get("span") or MONTH
    if kind not in KINDS:
        raise BadFilter(_("“%(value)s” is no calendar. Possible: %(names)s.") % {"value": kind, "names": ", ".join(KINDS)})
    return Span(kind, day_of(asked["day"]) if asked.get("day") else timezone.localdate(), first_weekday())


def day_of(text: str) -> date:
    """A day that a calendar can show."""
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise BadFilter(_("“%(value)s” is not a date. Use a day such as 2026-03-01.") % {"value": text[:40]}) from problem
    if not EARLIEST <= day.year <= LATEST:
        raise BadFilter(_("“%(value)s” is out of range.") % {"value": text[:40]})
    return day


def first_weekday() -> int:
    """As the reader's language has it: Monday in simplified Chinese, Sunday in Taiwan and in English."""
    return MONDAY if (get_language() or "") == "zh-hans" else SUNDAY


def days_in(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def within(day: date, otherwise: date) -> date:
    return day if EARLIEST <= day.year <= LATEST else otherwise
