"""When the time of somebody's data is over."""

from datetime import date, timedelta

from xianji.lib.periods import months_after


def quiet_since(today: date, months: int, notice: int) -> date:
    """Who was last heard of by this day is announced today, as the months end within the notice."""
    return months_after(today + timedelta(days=notice), -months)


def due_on(last: date, months: int, today: date, notice: int) -> date:
    """Never sooner than the notice, however long the time has been over."""
    return max(months_after(last, months), today + timedelta(days=notice))
