from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib import periods
from xianji.lib.periods import FiscalCalendar, parse, period_of, relative

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
GRAINS = st.sampled_from(["month", "quarter", "year"])
CALENDARS = st.builds(FiscalCalendar, st.integers(1, 12), st.sampled_from(["start", "end"]))
APRIL = FiscalCalendar(4)
TODAY = date(2026, 7, 15)


@given(DAYS, GRAINS, CALENDARS)
def test_a_period_holds_its_day_and_touches_its_neighbours(day, grain, calendar):
    period = period_of(day, grain, calendar)
    assert period.start <= day <= period.end
    assert day in period
    assert period.previous().end + timedelta(days=1) == period.start
    assert period.next().start - timedelta(days=1) == period.end
    assert period.next().previous() == period


@given(DAYS, GRAINS, CALENDARS)
def test_a_key_names_its_period_in_its_calendar(day, grain, calendar):
    period = period_of(day, grain, calendar)
    assert parse(period.key, calendar) == period
    assert period.previous().key < period.key


@pytest.mark.parametrize(
    ("grain", "calendar", "key", "start", "end"),
    [
        ("month", periods.CALENDAR_YEAR, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", periods.CALENDAR_YEAR, "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("year", periods.CALENDAR_YEAR, "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("month", APRIL, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", APRIL, "FY2023-Q4", date(2024, 1, 1), date(2024, 3, 31)),
        ("year", APRIL, "FY2023", date(2023, 4, 1), date(2024, 3, 31)),
        ("year", FiscalCalendar(4, "end"), "FY2024", date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_periods_of_the_leap_day(grain, calendar, key, start, end):
    period = period_of(date(2024, 2, 29), grain, calendar)
    assert (period.key, period.start, period.end) == (key, start, end)


@pytest.mark.parametrize("key", ["2017-Q5", "2017-13", "2017-3", "17", "FY2017", "2017-Q1 ", "0000", "FY2017-03", ""])
def test_other_texts_are_no_periods(key):
    with pytest.raises(periods.UnknownPeriod):
        parse(key)


def test_a_fiscal_calendar_refuses_names_of_calendar_years():
    with pytest.raises(periods.UnknownPeriod):
        parse("2017-Q1", APRIL)
    assert parse("2017-03", APRIL).key == "2017-03"


def test_a_year_ago_is_the_same_part_of_the_year():
    assert parse("2017-Q1").year_ago().key == "2016-Q1"
    assert parse("2017-03").year_ago().key == "2016-03"
    assert parse("2017").year_ago().key == "2016"


@given(DAYS, st.integers(0, 3000), GRAINS, CALENDARS)
def test_iteration_covers_the_range_without_gaps(first, length, grain, calendar):
    last = first + timedelta(days=length)
    found = list(periods.between(first, last, grain, calendar))
    assert first in found[0]
    assert last in found[-1]
    assert all(a.next() == b for a, b in pairwise(found))


def test_a_reversed_range_has_no_periods():
    assert list(periods.between(date(2026, 2, 2), date(2026, 2, 1), "month")) == []


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("today", date(2026, 7, 15), date(2026, 7, 15)), ("yesterday", date(2026, 7, 14), date(2026, 7, 14)),
        ("this_week", date(2026, 7, 13), date(2026, 7, 19)), ("last_2_weeks", date(2026, 6, 29), date(2026, 7, 12)),
        ("this_month", date(2026, 7, 1), date(2026, 7, 31)), ("last_month", date(2026, 6, 1), date(2026, 6, 30)),
        ("last_30_days", date(2026, 6, 16), date(2026, 7, 15)), ("next_7_days", date(2026, 7, 15), date(2026, 7, 21)),
        ("this_quarter", date(2026, 7, 1), date(2026, 9, 30)), ("next_quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("year_to_date", date(2026, 1, 1), date(2026, 7, 15)), ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("last_12_months", date(2025, 7, 1), date(2026, 6, 30)), ("next_2_quarters", date(2026, 10, 1), date(2027, 3, 31)),
    ],
)  # fmt: skip
def test_relative_ranges(name, start, end):
    assert relative(name, TODAY) == (start, end)


def test_relative_ranges_follow_the_fiscal_year():
    assert relative("this_year", date(2026, 2, 1), APRIL) == (date(2025, 4, 1), date(2026, 3, 31))
    assert relative("quarter_to_date", date(2026, 2, 1), FiscalCalendar(2)) == (date(2026, 2, 1), date(2026, 2, 1))


@given(st.sampled_from(periods.RELATIVE), DAYS)
def test_every_offered_range_is_a_range(name, today):
    start, end = relative(name, today)
    assert start <= end


@pytest.mark.parametrize("name", ["", "this_century", "last_0_days", "last__days", "week_to_date", "next_month "])
def test_unknown_ranges_are_refused(name):
    with pytest.raises(periods.UnknownPeriod):
        relative(name, TODAY)


def test_wrong_grains_and_months_are_refused():
    with pytest.raises(ValueError, match="week"):
        period_of(TODAY, "week")
    with pytest.raises(ValueError, match="13"):
        FiscalCalendar(13)
