"""What a visit needs before, and what makes it count."""

from collections.abc import Iterable
from datetime import datetime, timedelta

ONSITE, ONLINE, PHONE = "onsite", "online", "phone"
MEETING = (ONSITE, ONLINE)
UNDER_WAY = ("planned", "prepared", "checked_in", "checked_out")
"""States in which a visit is not written up yet."""
LEAST_MINUTES = 15
PLACE_KEPT = timedelta(days=30)
"""How long the place of a check-in is known."""
GATEKEEPER = "gatekeeper"
NEEDS = {"need_function": "function", "need_quality": "quality", "need_price": "price", "need_service": "service"}
"""The field of each need, and the dimension of the customer's file that it belongs to."""
BEFORE = ("contact_id", "purpose", "expected", "looked")
"""What is set before one goes, besides a material."""


def minutes(first: datetime | None, last: datetime | None) -> int:
    """Whole minutes between checking in and out."""
    return int((last - first).total_seconds() // 60) if first and last else 0


def is_effective(kind: str, length: int, accepted: bool | None, part: str) -> bool:
    """Met on site or online for a quarter of an hour with somebody who is no gatekeeper, and the report was accepted."""
    return kind in MEETING and length >= LEAST_MINUTES and bool(accepted) and part != GATEKEEPER


def is_exempt(kind: str, unplanned: bool) -> bool:
    """A call, and a visit that came up on the way, are checked in without preparation."""
    return kind == PHONE or unplanned


def unprepared(values: Iterable[tuple[str, object]], materials: int) -> list[str]:
    """The names of what is still missing."""
    missing = [name.removesuffix("_id") for name, value in values if not value]
    return missing if materials else [*missing, "material"]
