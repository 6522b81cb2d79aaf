"""Categories of the forecast and how good it was (F-33, F-34)."""

from collections.abc import Iterable
from decimal import Decimal

CATEGORIES = ("closed", "commit", "best_case", "pipeline")
"""From the surest to the least sure; what is left out is in none."""


def category(stage: str, usual: str | None, is_committed: bool) -> str | None:
    """Where the table has this stage; a negotiation counts as committed where the supervisor has said so."""
    if stage == "negotiation" and is_committed:
        return "commit"
    return usual if usual in CATEGORIES else None


def accuracy(forecast: Decimal, actual: Decimal) -> Decimal | None:
    """1 for a forecast that came true, 0 for one that was wrong by the whole; unknown while nothing came in."""
    if not actual:
        return None
    return max(Decimal(0), 1 - abs(actual - forecast) / actual)


def bias(forecast: Decimal, actual: Decimal) -> Decimal | None:
    """Above zero we had hoped for more."""
    return (forecast - actual) / actual if actual else None


def wape(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Of (forecast, actual): how far off all together, as a share of what came in."""
    several = list(pairs)
    whole = sum((actual for _forecast, actual in several), Decimal(0))
    return sum((abs(actual - forecast) for forecast, actual in several), Decimal(0)) / whole if whole else None
