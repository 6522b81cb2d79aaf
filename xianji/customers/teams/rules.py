"""Who belongs into a team, and how its sales people share the credit."""

from collections.abc import Sequence
from decimal import Decimal

from xianji.lib import money

SALES = ("owner", "co_sales")
"""Roles that share the credit of what is sold."""
NEEDED = ("owner", "tech", "exec_sponsor")
"""Roles without which the team of a large customer is not whole."""
WHOLE = Decimal(1)
DIGITS = 6


def evenly(people: int) -> list[Decimal]:
    """One in equal parts that make exactly one; what is left over goes to the first (F-07)."""
    return money.allocate(WHOLE, [1] * people, DIGITS) if people else []


def credit(splits: Sequence[Decimal | None]) -> Decimal:
    """What the parts make together."""
    return money.plus(*(split or Decimal(0) for split in splits)) if splits else Decimal(0)
