"""What an expense must say, and when a gift needs a look by the legal department."""

from decimal import Decimal

from xianji.lib import money

REGISTERED = ("gift", "entertain")
"""Kinds for which it stands who got it and what for."""


def per_head(amount: Decimal, heads: int) -> Decimal:
    """What one person got, to the cent, rounded up: a limit is never passed by rounding."""
    cents = -(-money.to_units(amount, money.MONEY) // max(heads, 1))
    return money.from_units(cents, money.MONEY)


def is_beyond(kind: str, amount: Decimal, heads: int, limit: Decimal) -> bool:
    """A gift or hospitality that is more than the limit for each person."""
    return kind in REGISTERED and per_head(amount, heads) > limit
