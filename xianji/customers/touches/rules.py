"""When somebody may be called."""

from datetime import datetime


def in_hours(moment: datetime, first: int, last: int) -> bool:
    """Whether a call may begin at this moment, in the time of those who are called; both hours are included."""
    minutes = moment.hour * 60 + moment.minute
    return first * 60 <= minutes <= last * 60
