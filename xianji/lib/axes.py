"""Where the axis of a chart ends, and what stands beside it."""

from collections.abc import Callable
from decimal import Decimal

STEPS = 4
FEW, MANY = ("1", "2", "4", "8", "10"), ("1", "1.2", "1.6", "2", "2.4", "3.2", "4", "6", "8", "10")
"""Ends of which the quarters are round, of small figures and of those from a hundred on."""


def end(most: Decimal) -> Decimal:
    """The next round number above the longest mark; 0 where there is nothing to draw."""
    if most <= 0:
        return Decimal(0)
    power = Decimal(1).scaleb(most.adjusted())
    ends = (Decimal(one) * power for one in (FEW if power < 100 else MANY))
    return next(one for one in ends if one >= most)


def ticks(last: Decimal, write: Callable[[Decimal], str]) -> list[str]:
    """From top to bottom, in four steps."""
    return [write(last * n / STEPS) for n in range(STEPS, -1, -1)]
