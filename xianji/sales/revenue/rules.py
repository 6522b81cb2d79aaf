"""When a month of a service is earned: pure."""

from datetime import date, timedelta

from xianji.lib.periods import months_after


def earned_on(first: date, month: int) -> date:
    """The last day of the service's month: of the first, which begins on its first day, and so on."""
    return months_after(first, month) - timedelta(days=1)


def months_earned(first: date, months: int, on: date) -> int:
    """How many of its months are over on a day, that day included."""
    return sum(earned_on(first, month) <= on for month in range(1, months + 1))
