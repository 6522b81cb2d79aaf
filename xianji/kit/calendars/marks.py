"""What a day is by itself: worked or free, by the work calendar of the company, and under which name."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import pgettext

from xianji.kit.calendars.spans import Span
from xianji.kit.web.writing import month_day
from xianji.lib.calendars import holiday_names
from xianji.org.company.settled import company
from xianji.org.days.calendar import named_days, work_calendar

WEEKEND = (5, 6)


@dataclass(frozen=True)
class Mark:
    """One day: its number, weekday and name; `is_extra` a weekend day that is worked, `is_off` a weekday that is not."""

    day: date
    is_worked: bool
    name: str
    is_today: bool
    is_here: bool

    @property
    def is_extra(self) -> bool:
        return self.is_worked and self.day.weekday() in WEEKEND

    @property
    def is_off(self) -> bool:
        return not self.is_worked and self.day.weekday() not in WEEKEND

    @property
    def label(self) -> str:
        """As it is read out and shown in lists: the day with its weekday."""
        return month_day(self.day)

    @property
    def weekday(self) -> str:
        return names()[self.day.weekday()]


def names() -> list[str]:
    """The days of a week from Monday on, short."""
    return [pgettext("weekday", "Mon"), pgettext("weekday", "Tue"), pgettext("weekday", "Wed"), pgettext("weekday", "Thu"),
            pgettext("weekday", "Fri"), pgettext("weekday", "Sat"), pgettext("weekday", "Sun")]  # fmt: skip


def marks(span: Span) -> dict[date, Mark]:
    """Every day of the span."""
    country, today = company().country or "", timezone.localdate()
    kept, language = work_calendar(), translation.get_language() or ""
    own = named_days(country)
    names = {day: name for year in {span.first.year, span.last.year} for day, name in holiday_names(country, year, language)}
    names |= own
    return {day: Mark(day, kept.is_workday(day), names.get(day, ""), day == today, span.holds(day)) for day in span.days}
