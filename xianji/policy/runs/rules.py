"""How long the parts of runs are kept."""

from datetime import date, timedelta

KEPT_DAYS = 40
"""Days for which parts are kept of every run; of older detective ones those of the last day of each week and month stay."""


def is_kept(day: date) -> bool:
    """Whether the parts of this day's looks stay for ever."""
    return day.weekday() == 6 or (day + timedelta(days=1)).day == 1
