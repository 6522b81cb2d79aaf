"""Working days and working hours: public holidays of a country, its adjusted weekends, and what the business decides."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

Hours = tuple[tuple[float, float], ...]

OFFICE_HOURS: Hours = ((9, 12), (13, 18))
_WEEKEND = (5, 6)


class NoWorkingTime(ValueError):
    """The calendar has no working day within a year."""


@cache
def public_days(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off from Monday to Friday, and weekends that are worked (调休), as published when the holidays package was released.

    Saturday is free everywhere: Hong Kong, where it is no public holiday, works five days in offices too.
    """
    from holidays import country_holidays

    try:
        known = country_holidays(country, years=year)
    except NotImplementedError:
        raise ValueError(f"No public holidays are known for {country!r}") from None
    days = [day for day in known if day.year == year]
    off = frozenset(day for day in days if day.weekday() not in _WEEKEND)
    first, last = date(year, 1, 1), date(year, 12, 31)
    free = known.weekend.intersection(_WEEKEND)
    weekends = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return off, frozenset(day for day in weekends if day.weekday() in free and known.is_working_day(day))


SPOKEN = {"zh-hans": ("zh_CN",), "zh-hant": ("zh_TW", "zh_HK"), "en": ("en_US", "en_HK")}
"""The languages in which the names of public holidays are wanted."""


@cache
def holiday_names(country: str, year: int, language: str) -> tuple[tuple[date, str], ...]:
    """Public holidays and what they are called, in the reader's language where the holidays package knows it."""
    from holidays import country_holidays

    if not country:
        return ()
    try:
        spoken = country_holidays(country).supported_languages
        wish = next((one for one in SPOKEN.get(language, ()) if one in spoken), None)
        return tuple(sorted(country_holidays(country, years=year, language=wish).items()))
    except NotImplementedError:
        return ()


@cache
def _seeded(country: str, year: int) -> tuple[date, ...]:
    off, worked = public_days(country, year) if country else (frozenset(), frozenset())
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(day for day in days if day in worked or (day.weekday() not in _WEEKEND and day not in off))


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Who works when: a country (CN, TW, HK; empty for plain weeks), days decided otherwise, hours of a day (8.5 is 8:30)."""

    country: str
    overrides: Mapping[date, bool] = field(default_factory=dict)
    hours: Hours = OFFICE_HOURS
    _years: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        bounds = [bound for opening in self.hours for bound in opening]
        if not bounds or bounds != sorted(set(bounds)) or bounds[0] < 0 or bounds[-1] > 24:
            raise ValueError(f"Working hours must follow each other within a day: {self.hours}")

    def workdays(self, year: int) -> tuple[date, ...]:
        """All working days of a year, in order."""
        if year not in self._years:
            decided = {day: works for day, works in self.overrides.items() if day.year == year}
            plain = set(_seeded(self.country, year)) - decided.keys()
            self._years[year] = tuple(sorted(plain | {day for day, works in decided.items() if works}))
        return self._years[year]

    def is_workday(self, day: date) -> bool:
        days = self.workdays(day.year)
        place = bisect_left(days, _plain(day))
        return place < len(days) and days[place] == _plain(day)

    def next_workday(self, day: date) -> date:
        """The first working day after this one."""
        return self.add_workdays(day, 1)

    def add_workdays(self, day: date, count: int) -> date:
        """The working day so many after the day (before it when negative); none away from a day off is the next working day."""
        day = _plain(day)
        if count == 0:
            return day if self.is_workday(day) else self.add_workdays(day, 1)
        year, idle = day.year, 0
        days = self.workdays(year)
        place = (bisect_right(days, day) - 1 if count > 0 else bisect_left(days, day)) + count
        while not 0 <= place < len(days):
            idle = 0 if days else idle + 1
            if idle > 1:
                raise NoWorkingTime(f"No working day near {day} in this calendar")
            if place < 0:
                year -= 1
                days = self.workdays(year)
                place += len(days)
            else:
                year, place = year + 1, place - len(days)
                days = self.workdays(year)
        return days[place]

    def workdays_between(self, first: date, last: date) -> int:
        """Working days after the first day up to and including the last; negative when reversed."""
        if first > last:
            return -self.workdays_between(last, first)
        whole = sum(len(self.workdays(year)) for year in range(first.year, last.year))
        return whole + self._worked(last) - self._worked(first)

    def _worked(self, day: date) -> int:
        return bisect_right(self.workdays(day.year), _plain(day))

    def openings(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working time from the moment on, in its own time zone, the running one shortened to what is left."""
        day = moment.date()
        day = day if self.is_workday(day) else self.next_workday(day)
        while True:
            midnight = datetime.combine(day, time(), moment.tzinfo)
            for opens, closes in self.hours:
                start, end = midnight + timedelta(hours=opens), midnight + timedelta(hours=closes)
                if end > moment:
                    yield max(start, moment), end
            day = self.next_workday(day)

    def add_working_hours(self, moment: datetime, hours: float | Decimal | timedelta) -> datetime:
        """When so many working hours will have passed; outside working time the clock starts at the next opening."""
        left = hours if isinstance(hours, timedelta) else timedelta(hours=float(hours))
        if left < timedelta():
            raise ValueError("Working hours can only be added, not taken away")
        for start, end in self.openings(moment):
            if left <= end - start:
                return start + left
            left -= end - start
        raise NoWorkingTime(f"No working time after {moment}")

    def working_time_between(self, first: datetime, last: datetime) -> timedelta:
        """Working time from the first moment to the last; none when reversed."""
        passed = timedelta()
        for start, end in self.openings(first):
            if start >= last:
                break
            passed += min(end, last) - start
        return passed


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
