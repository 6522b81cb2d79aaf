"""When the time of somebody's data is over."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier where negative; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def quiet_since(today: date, months: int, notice: int) -> date:
    """Who was last heard of by this day is announced today, as the months end within the notice."""
    return months_after(today + timedelta(days=notice), -months)


def due_on(last: date, months: int, today: date, notice: int) -> date:
    """Never sooner than the notice, however long the time has been over."""
    return max(months_after(last, months), today + timedelta(days=notice))
