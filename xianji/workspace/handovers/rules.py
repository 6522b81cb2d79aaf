"""How a request goes from one unit to another, and what of it was in time."""

from collections.abc import Callable
from datetime import date, datetime

REQUESTED, ACCEPTED, DONE, CONFIRMED, REJECTED = "requested", "accepted", "done", "confirmed", "rejected"


def accept_by(requested_at: datetime, days: int, add_workdays: Callable[[date, int], date]) -> date:
    """The last day on which it is accepted in time: so many working days after that of the request."""
    return add_workdays(requested_at.date(), days)


def is_accepted_in_time(requested_at: datetime, accepted_at: datetime | None, last: date, today: date) -> bool | None:
    """None while it can still be accepted in time."""
    if accepted_at is not None:
        return accepted_at.date() <= last
    return None if today <= last else False


def is_done_in_time(done_at: datetime | None, agreed_on: date, today: date) -> bool | None:
    """None while it can still be done in time."""
    if done_at is not None:
        return done_at.date() <= agreed_on
    return None if today <= agreed_on else False
