"""Prices as plain values: which list holds, which price from which quantity on, and what a product must bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Context, Decimal

from xianji.lib import money

CENT = Decimal("0.01")
_UP = Context(prec=60, rounding=ROUND_CEILING)


@dataclass(frozen=True)
class Break:
    """A price that holds from a quantity on."""

    from_quantity: Decimal
    price: Decimal
    floor: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class Scope:
    """For whom a list is, and when; what is empty asks for nothing."""

    pk: int
    from_on: date
    channel: str = ""
    size_class: str = ""


def for_quantity(breaks: Iterable[Break], quantity: Decimal) -> Break | None:
    """The break with the largest quantity that is reached; below the first one there is no price."""
    reached = [one for one in breaks if one.from_quantity <= quantity]
    return max(reached, key=lambda one: one.from_quantity, default=None)


def choose(lists: Iterable[Scope], channel: str, size_class: str) -> Scope | None:
    """The list that says most about the customer; among equals the one that began last."""
    fits = [one for one in lists if one.channel in ("", channel) and one.size_class in ("", size_class)]
    return max(fits, key=lambda one: (bool(one.size_class) + bool(one.channel), bool(one.size_class), one.from_on, one.pk),
               default=None)  # fmt: skip


def floor(cost: Decimal, least_margin: Decimal) -> Decimal:
    """What a unit must bring so that the least margin is left: cost ÷ (1 − margin), rounded up to the cent."""
    if not 0 <= least_margin < 1:
        raise ValueError(f"A margin of {least_margin} is no part of a price.")
    return _UP.divide(cost, 1 - least_margin).quantize(CENT, context=_UP)


def without_tax(price: Decimal, rate: Decimal) -> Decimal:
    """The price of a list that includes tax, to the four decimals of unit prices."""
    return money.round_half_up(price / (1 + rate), money.PRICE)


def bare(one: Break, rate: Decimal) -> Break:
    """The same without tax."""
    floor_, target = (None if price is None else without_tax(price, rate) for price in (one.floor, one.target))
    return Break(one.from_quantity, without_tax(one.price, rate), floor_, target)


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two lists hold on a common day; what has no last day never ends."""
    last = min(one[1] or date.max, other[1] or date.max)
    return max(one[0], other[0]) <= last
