"""How a payment falls on what is owed as somebody chose it: never above the payment, never above what is owed."""

from collections.abc import Mapping
from decimal import Decimal

from xianji.lib import money

ZERO = Decimal("0.00")


class TooMuch(ValueError):
    """More than is left of the payment, or than is owed: (what was asked, what there is)."""

    def __init__(self, key: int | None, asked: Decimal, most: Decimal) -> None:
        super().__init__(f"{asked} of {most}")
        self.key, self.asked, self.most = key, asked, most


def chosen(left: Decimal, owed: Mapping[int, Decimal], wanted: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The same as somebody chose it; refused where it is more than there is."""
    for key, part in wanted.items():
        if not ZERO < part <= owed.get(key, ZERO) or part != money.round_half_up(part, money.MONEY):
            raise TooMuch(key, part, owed.get(key, ZERO))
    total = money.plus(ZERO, *wanted.values())
    if total > left:
        raise TooMuch(None, total, left)
    return dict(wanted)
