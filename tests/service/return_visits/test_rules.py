"""When a customer is called back, and what it is asked."""

from datetime import date, timedelta

import pytest

from xianji.service.return_visits import rules

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize("last, months, due", [
    (date(2026, 8, 20), 1, date(2026, 9, 20)), (date(2026, 6, 30), 3, date(2026, 9, 30)), (date(2026, 3, 31), 6, date(2026, 9, 30)),
    (date(2026, 5, 1), 1, date(2026, 9, 8)),
])  # fmt: skip
def test_so_long_after_the_last_one_and_never_from_one_day_to_the_next(last: date, months: int, due: date) -> None:
    assert rules.regular_day(last, months, TODAY, 17) == due


def test_who_was_never_called_is_spread_over_the_time() -> None:
    days = {rules.regular_day(None, 1, TODAY, number) for number in range(300)}
    assert (min(days), max(days)) == (date(2026, 9, 8), date(2026, 10, 1)) and len(days) == 24


def test_a_planned_one_follows_what_was_made_meanwhile_but_what_is_late_stays_late() -> None:
    due = date(2026, 9, 10)
    assert rules.moved_to(due, date(2026, 8, 30), 1, TODAY) == date(2026, 9, 30)
    assert rules.moved_to(due, None, 1, TODAY) == due
    assert rules.moved_to(date(2027, 2, 1), None, 1, TODAY) == date(2026, 10, 1), "its class is called more often now"
    assert rules.moved_to(TODAY - timedelta(days=1), date(2026, 8, 30), 1, TODAY) == date(2026, 8, 31)


def test_the_larger_are_asked_more_and_the_open_question_is_the_last() -> None:
    assert rules.questions("delivery", "potential") == ("complete", "works", "papers", "people", "else")
    assert rules.questions("periodic", "medium") == ("works", "people", "plans", "else")
    assert rules.questions("complaint", "large") == ("solved", "content", "again", "plans", "rivals", "else")


def test_three_days_are_enough() -> None:
    assert [rules.is_given_up(tries) for tries in (1, 2, 3)] == [False, False, True]
