"""What the tables are asked with, and when what they said before still holds."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from xianji.customers.value.rules import months_before

NEW, RECENT = 12, 24
"""Months within which a customer is new, and within which an order makes it more than a potential one."""
RENEWED = 90
"""Days after which the same answer is written down again: half of the age at which it counts as old."""
MOST = 100
SCALE, TRADE, INDUSTRY, NEED = "scale", "trade", "industry", "need"
FACTORS = {SCALE: SCALE, "is_new": TRADE, "revenue": TRADE, "potential": TRADE, INDUSTRY: INDUSTRY, NEED: NEED}


def is_new(first_on: date | None, on: date) -> bool:
    """No order yet, or the first within a year: then the better of revenue and potential counts."""
    return first_on is None or first_on > months_before(on, NEW)


def has_ordered(last_on: date | None, on: date) -> bool:
    return last_on is not None and last_on > months_before(on, RECENT)


def is_complete(staff: int | None, revenue: Decimal | None, industry: Any, need: str) -> bool:
    """Whether size, industry and need are all known; what is missing counts nothing."""
    return staff is not None and revenue is not None and bool(industry) and bool(need)


def parts(hits: Iterable[tuple[Iterable[str], Decimal]]) -> dict[str, int]:
    """{factor: points} from the conditions and points of the rows that hit."""
    found = dict.fromkeys((SCALE, TRADE, INDUSTRY, NEED), 0)
    for conditions, points in hits:
        factor = next((FACTORS[one] for one in conditions if one in FACTORS), TRADE)
        found[factor] += int(points)
    return found
