"""How a lead is scored and what it takes to go on: pure decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

HALF_LIFE = timedelta(days=30)
MOST, WHOLE = Decimal(50), Decimal(100)
CENT = Decimal("0.01")
KNOWN_TO_QUALIFY, SCORE_TO_QUALIFY = 3, Decimal(60)
VALID_SECONDS = 30


@dataclass(frozen=True)
class Behaviour:
    """What a lead did: `plus` as earned, `halvings` since the last sign of interest, `minus` taken off what is left."""

    plus: Decimal = Decimal(0)
    minus: Decimal = Decimal(0)
    halvings: int = 0
    is_out: bool = False
    """Whether something was seen that makes it grade D whatever the points: a competitor, a student."""

    @property
    def left(self) -> Decimal:
        """Of at most 50 points half after each full 30 idle days."""
        return (min(self.plus, MOST) / 2**self.halvings).quantize(CENT, ROUND_HALF_UP)

    @property
    def points(self) -> Decimal:
        return max(self.left + self.minus, Decimal(0))


def behaviour(plus: int, minus: int, last: datetime | None, now: datetime, *, is_out: bool = False) -> Behaviour:
    """From the sums of what speaks for and against, and the moment of the last sign that speaks for it."""
    halvings = max(0, (now - last) // HALF_LIFE) if last else 0
    return Behaviour(Decimal(plus), Decimal(minus), halvings, is_out)


def total(fit: Decimal, earned: Decimal) -> Decimal:
    """F-30: at most 100."""
    return min(fit + earned, WHOLE)


def known(values: Iterable[object]) -> int:
    """How many of budget, authority, need and timeline say something."""
    return sum(value not in (None, "") for value in values)


def is_followed(channel: str, direction: str, outcome: str, seconds: int | None) -> bool:
    """Whether it counts as a follow-up: a call of half a minute, a meeting, or word from them; never an attempt alone."""
    if outcome != "connected":
        return False
    return channel == "meeting" or direction == "in" or (channel == "call" and (seconds or 0) >= VALID_SECONDS)
