"""When a month of a service is earned: pure."""

from calendar import monthrange
from datetime import date, timedelta


def plus_months(day: date, count: int) -> date:
    """The same day so many months on; the last of a month that is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earned_on(first: date, month: int) -> date:
    """The last day of the service's month: of the first, which begins on its first day, and so on."""
    return plus_months(first, month) - timedelta(days=1)


def months_earned(first: date, months: int, on: date) -> int:
    """How many of its months are over on a day, that day included."""
    return sum(earned_on(first, month) <= on for month in range(1, months + 1))
