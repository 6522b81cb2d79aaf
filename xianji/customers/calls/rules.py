"""When the next talk is, unless one says otherwise."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

HOUR, TOMORROW, THREE_DAYS, WEEK = "hour", "tomorrow", "days", "week"
MORNING = time(10)
USUAL = {"connected": THREE_DAYS, "no_answer": TOMORROW, "callback": HOUR, "refused": ""}
"""What follows an outcome where nothing is chosen; nobody who refused is called again by itself."""


def next_at(choice: str, now: datetime, workday: Callable[[date, int], date]) -> datetime | None:
    """The moment behind a choice, in working days; `workday(day, count)` counts them."""
    if choice == HOUR:
        return now + timedelta(hours=1)
    days = {TOMORROW: 1, THREE_DAYS: 3, WEEK: 5}.get(choice)
    if days is None:
        return None
    return datetime.combine(workday(now.date(), days), MORNING, now.tzinfo)
