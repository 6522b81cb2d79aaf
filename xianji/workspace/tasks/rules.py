"""When a task comes again, and which tasks only the duty behind them closes."""

import calendar
from datetime import datetime, timedelta

OPEN, STARTED, DONE, CANCELLED = "open", "in_progress", "done", "cancelled"
UNDONE = (OPEN, STARTED)
ONCE, DAILY, WEEKLY, MONTHLY = "once", "daily", "weekly", "monthly"
BY_DUTY = ("control", "sla")
"""Sources whose tasks close when the duty is done, not by a click."""


def following(due: datetime, repeat: str, now: datetime) -> datetime:
    """The next time after both the last one and now; the 31st becomes the last day of a shorter month."""
    step = 0
    while True:
        step += 1
        found = later(due, repeat, step)
        if found > now:
            return found


def later(due: datetime, repeat: str, steps: int) -> datetime:
    if repeat == MONTHLY:
        months = due.month - 1 + steps
        year, month = due.year + months // 12, months % 12 + 1
        return due.replace(year=year, month=month, day=min(due.day, calendar.monthrange(year, month)[1]))
    return due + timedelta(days=steps * (7 if repeat == WEEKLY else 1))


def evening(now: datetime, hour: int) -> datetime:
    """Today at this hour; once that is past, tomorrow."""
    found = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return found if found > now else found + timedelta(days=1)


def is_overdue(state: str, due: datetime, now: datetime) -> bool:
    """Derived whenever it is asked, never stored."""
    return state in UNDONE and due < now
