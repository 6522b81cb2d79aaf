"""How long a customer's own page is there, and what may be asked on it: pure decisions."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

USUAL = timedelta(days=365)
LONGEST = timedelta(days=730)
"""How long a page is there, unless somebody says otherwise, and at most."""
WORDS = 2000
"""Letters of one question."""
WAITING = 5
"""Questions that may wait for their quote at the same time."""
APART = timedelta(minutes=10)
"""Openings that follow each other sooner are one."""
FULL = 100


class Refusal(StrEnum):
    """Why a question was not taken."""

    LARGE = "large"
    OFTEN = "often"
    FORGED = "forged"
    QUICK = "quick"
    OLD = "old"
    EMPTY = "empty"
    ENOUGH = "enough"


def last_day(today: date, wanted: date | None) -> date:
    """The day until which the page is there."""
    return wanted or today + USUAL


def is_too_long(today: date, until: date) -> bool:
    return until > today + LONGEST


def done(part: Decimal, whole: Decimal) -> int:
    """In hundredths, cut, so that only all of it is a hundred."""
    return min(FULL, max(0, int(FULL * part / whole))) if whole else 0
