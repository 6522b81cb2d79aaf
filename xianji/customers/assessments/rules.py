"""What must be assessed before it is done, and for how long an assessment is kept."""

from datetime import date, timedelta

SENSITIVE, AUTOMATED, ENTRUST, ABROAD, PUBLIC = "sensitive", "automated", "entrust", "abroad", "public"
TO_SOMEBODY = (ENTRUST, ABROAD)
SCORING = frozenset({"lead.score", "lead.behaviour", "lead.grade"})
"""Tables by which it is decided about persons without one."""


def asked_of(*, is_abroad: bool) -> tuple[str, ...]:
    """What is to be assessed before somebody is given personal data."""
    return (ENTRUST, ABROAD) if is_abroad else (ENTRUST,)


def kept_until(last: date, days: int) -> date:
    """The last day on which it may not be deleted."""
    return last + timedelta(days=days)
