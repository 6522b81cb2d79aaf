"""How grave a risk is, and what it costs on average, as plain formulas."""

from decimal import Decimal

from xianji.lib import money

IDENTIFIED, ASSESSED, RESPONDING, MONITORING = "identified", "assessed", "responding", "monitoring"
MATERIALISED, CLOSED = "materialised", "closed"
OPEN = (IDENTIFIED, ASSESSED, RESPONDING, MONITORING)
"""It may still happen."""
WEIGHED = (ASSESSED, RESPONDING, MONITORING)
LEVELS = ("low", "medium", "high", "critical")
GRAVE = ("high", "critical")
STEPS = ("1", "2", "3", "4", "5")


def score(likelihood: str, impact: str) -> int:
    """F-45: from 1 to 25."""
    return int(likelihood) * int(impact)


def loss(exposure: Decimal, share: Decimal) -> Decimal:
    """What is gone when it happens: the exposure less what comes back."""
    return money.times(exposure, share)


def expected(exposure: Decimal, probability: Decimal, share: Decimal) -> Decimal:
    """F-46: exposure × probability × share that is lost, rounded once."""
    return money.product(exposure, probability, share)


def pert(least: Decimal, likely: Decimal, most: Decimal) -> Decimal:
    """F-46 by three points: (least + 4 × likely + most) ÷ 6, rounded once."""
    found = money.avg(money.plus(least, *[likely] * 4, most), 6)
    return found if found is not None else Decimal(0)


def is_higher(level: str, other: str) -> bool:
    """Whether it is graver than the other; anything is graver than nothing."""
    return _place(level) > _place(other)


def _place(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1
