"""What makes a rate, and over which days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xianji.policy.cockpit import periods, rules
from xianji.policy.cockpit.periods import Span
from xianji.policy.cockpit.rules import Count
from xianji.policy.cockpit.wording import marked

GREEN, AMBER = Decimal("0.98"), Decimal("0.90")


def test_only_what_was_kept_or_missed_makes_the_rate():
    assert Count(passed=9, failed=1, excepted=50, no_data=70, not_applicable=90).rate == Decimal("0.9")
    assert Count(no_data=5, excepted=3, not_applicable=2).rate is None


@pytest.mark.parametrize(("passed", "failed", "expected"), [
    (98, 2, "green"), (979, 21, "amber"), (9, 1, "amber"), (899, 101, "red"), (0, 1, "red"), (0, 0, "grey"),
])  # fmt: skip
def test_colours_begin_at_their_thresholds(passed, failed, expected):
    assert rules.colour(Count(passed, failed).rate, GREEN, AMBER) == expected


def test_a_rate_is_never_rounded_up():
    assert rules.percent(Decimal("0.99999")) == 99 and rules.percent(Decimal("0.99999"), 1) == Decimal("99.9")
    assert rules.percent(None) is None and rules.change(None, Decimal(1)) is None
    assert rules.change(Decimal("0.9"), Decimal("0.882")) == Decimal("1.8")


def test_periods_of_a_day():
    day = date(2026, 11, 28)
    assert periods.span("week", day) == Span(date(2026, 11, 23), date(2026, 11, 29))
    assert periods.span("month", day) == Span(date(2026, 11, 1), date(2026, 11, 30))
    quarter = periods.span("quarter", day)
    assert quarter == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert periods.before("quarter", quarter) == Span(date(2026, 7, 1), date(2026, 9, 30))
    assert periods.before("month", Span(date(2027, 1, 1), date(2027, 1, 31))) == Span(date(2026, 12, 1), date(2026, 12, 31))
    assert len(periods.weeks(day)) == 12 and periods.weeks(day)[-1] == periods.span("week", day)


def test_a_long_period_counts_the_days_that_are_kept_and_the_last_look():
    today = date(2026, 11, 28)
    days = [today - timedelta(days=back) for back in range(120)]
    month = periods.span("month", today)
    assert periods.counting(days, month, today) == {day for day in days if day >= month.first}
    quarter = periods.counting(days, periods.span("quarter", today), today)
    assert all(day.weekday() == 6 or (day + timedelta(days=1)).day == 1 or day == today for day in quarter)
    assert today in quarter and date(2026, 10, 31) in quarter and date(2026, 10, 4) in quarter and len(quarter) == 10
    assert periods.counting([], month, today) == set()


def test_phrases_are_marked_to_their_end_or_to_the_next():
    text = "应当在到达现场时签到，并于结束后提交小结；大型客户须有主管复核。"
    told = [(one.text, one.number) for one in marked(text, [("应当",), ("提交小结", "write"), ("没有",), ("须有主管",)])]
    assert told == [("应当在到达现场时签到", 1), ("，并于结束后", 0), ("提交小结", 2), ("；大型客户", 0), ("须有主管复核", 4), ("。", 0)]
    assert "".join(one for one, _number in told) == text


def test_words_with_letters_are_marked_whole_and_a_point_in_a_figure_ends_nothing():
    told = [(one.text, one.number) for one in marked("Files are reclassified at 2.5 percent. Else not.", [("CLASS",), ("else",)])]
    assert told == [("Files are ", 0), ("reclassified at 2.5 percent", 1), (". ", 0), ("Else not", 2), (".", 0)]
    assert [one.number for one in marked("no such words", [("missing",), ()])] == [0]
