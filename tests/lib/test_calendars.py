from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib.calendars import NoWorkingTime, WorkCalendar

CN, TW, HK, WEEKS = WorkCalendar("CN"), WorkCalendar("TW"), WorkCalendar("HK"), WorkCalendar("")
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 1))
HOURS = st.timedeltas(timedelta(0), timedelta(hours=60))


@pytest.mark.parametrize("day", [(1, 4), (2, 14), (2, 28), (9, 20), (10, 10)])
def test_adjusted_weekends_of_2026_are_worked_on_the_mainland_only(day):
    assert CN.is_workday(date(2026, *day))
    assert not TW.is_workday(date(2026, *day))
    assert not HK.is_workday(date(2026, *day))


def test_each_place_has_its_own_holidays():
    national, taiwan, hong_kong = date(2026, 10, 1), date(2026, 10, 9), date(2026, 7, 1)
    assert [c.is_workday(national) for c in (CN, TW, HK)] == [False, True, False]
    assert [c.is_workday(taiwan) for c in (CN, TW, HK)] == [True, False, True]
    assert [c.is_workday(hong_kong) for c in (CN, TW, HK)] == [True, True, False]
    assert CN.is_workday(date(2026, 10, 8))


def test_the_published_number_of_mainland_working_days():
    assert [len(CN.workdays(year)) for year in (2024, 2025, 2026)] == [251, 248, 248]


def test_the_business_has_the_last_word():
    own = WorkCalendar("CN", {date(2026, 10, 1): True, date(2026, 10, 10): False, date(2026, 7, 15): False})
    assert own.is_workday(date(2026, 10, 1))
    assert not own.is_workday(date(2026, 10, 10))
    assert own.next_workday(date(2026, 7, 14)) == date(2026, 7, 16)
    assert own.next_workday(date(2026, 7, 14)) != CN.next_workday(date(2026, 7, 14))


def test_counting_over_the_golden_week_and_the_turn_of_the_year():
    assert CN.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CN.add_workdays(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert CN.add_workdays(date(2026, 10, 3), 0) == date(2026, 10, 8)
    assert CN.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert CN.workdays_between(date(2026, 9, 30), date(2026, 10, 8)) == 1
    assert CN.workdays_between(date(2025, 1, 1), date(2026, 1, 1)) == 248


@given(DAYS, st.integers(1, 800), st.sampled_from([CN, TW, HK, WEEKS]))
def test_adding_and_counting_agree(day, count, calendar):
    later = calendar.add_workdays(day, count)
    assert calendar.is_workday(later)
    assert calendar.workdays_between(day, later) == count
    assert calendar.workdays_between(later, day) == -count
    assert calendar.add_workdays(later, -count) <= day


@given(DAYS, DAYS, st.integers(-300, 300))
def test_later_days_lead_to_later_days(one, other, count):
    first, last = sorted((one, other))
    assert CN.add_workdays(first, count) <= CN.add_workdays(last, count)
    assert CN.workdays_between(first, last) <= (last - first).days


@given(MOMENTS, HOURS, HOURS)
def test_working_time_adds_up(moment, some, more):
    once = CN.add_working_hours(CN.add_working_hours(moment, some), more)
    assert once == CN.add_working_hours(moment, some + more) or some + more == timedelta(0)
    assert CN.working_time_between(moment, once) == some + more


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        (datetime(2026, 7, 15, 9), 3, datetime(2026, 7, 15, 12)), (datetime(2026, 7, 15, 11, 30), 1, datetime(2026, 7, 15, 13, 30)),
        (datetime(2026, 7, 15, 17), 1, datetime(2026, 7, 15, 18)), (datetime(2026, 7, 17, 17), 2, datetime(2026, 7, 20, 10)),
        (datetime(2026, 9, 30, 17), 4, datetime(2026, 10, 8, 12)), (datetime(2026, 7, 18, 3), 0, datetime(2026, 7, 20, 9)),
        (datetime(2026, 7, 15, 22), 0.5, datetime(2026, 7, 16, 9, 30)),
    ],
)  # fmt: skip
def test_working_hours_skip_lunch_nights_and_holidays(moment, hours, due):
    assert CN.add_working_hours(moment, hours) == due


def test_the_clock_is_that_of_the_moment():
    shanghai = ZoneInfo("Asia/Shanghai")
    due = CN.add_working_hours(datetime(2026, 7, 15, 17, tzinfo=shanghai), 2)
    assert due == datetime(2026, 7, 16, 10, tzinfo=shanghai)


def test_half_hours_open_and_close():
    early = WorkCalendar("", hours=((8.5, 12), (13.5, 17.5)))
    assert early.add_working_hours(datetime(2026, 7, 15), 4) == datetime(2026, 7, 15, 14)


def test_impossible_calendars_are_refused():
    with pytest.raises(ValueError, match="follow each other"):
        WorkCalendar("CN", hours=((9, 12), (11, 18)))
    with pytest.raises(ValueError, match="XX"):
        WorkCalendar("XX").is_workday(date(2026, 1, 1))
    with pytest.raises(ValueError, match="taken away"):
        CN.add_working_hours(datetime(2026, 7, 15), -1)


def test_a_business_that_never_works_is_noticed():
    closed = {date(2025, 1, 1) + timedelta(days=n): False for n in range(5 * 366)}
    with pytest.raises(NoWorkingTime):
        WorkCalendar("CN", closed).next_workday(date(2026, 6, 1))
