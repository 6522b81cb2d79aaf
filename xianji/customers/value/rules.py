"""What a customer is worth, as plain formulas: recency, frequency, money (F-13), value over a life (F-14), A B C (F-15)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xianji.lib import money
from xianji.lib.periods import months_after

LEAST = 50
"""Customers below which fifths say nothing and fixed breaks are used."""
RECENT = (30, 60, 120, 240)
OFTEN = (12, 8, 4, 2)
MUCH = tuple(map(Decimal, (1_000_000, 500_000, 200_000, 50_000)))
A, B, C = "A", "B", "C"
UNTIL_A, UNTIL_B = Decimal("0.7"), Decimal("0.9")


def months_before(day: date, months: int) -> date:
    return months_after(day, -months)


def by_breaks(value: Decimal | int, breaks: Sequence[Decimal | int], *, low_is_good: bool = False) -> int:
    """5 for the best, 1 for the rest; bounds belong to the better side."""
    reached = (value <= one if low_is_good else value >= one for one in breaks)
    return next((5 - place for place, is_reached in enumerate(reached) if is_reached), 1)


def by_fifths(values: Sequence[Decimal | int], *, low_is_good: bool = False) -> list[int]:
    """The fifth of each value among all; equal values share the higher score."""
    places: dict[Decimal | int, int] = {}
    for place, value in enumerate(sorted(values, reverse=not low_is_good)):
        places.setdefault(value, 5 - place * 5 // len(values))
    return [places[value] for value in values]


def rfm(days: Sequence[int], orders: Sequence[int], amounts: Sequence[Decimal]) -> list[tuple[int, int, int]]:
    """Days since the last order, orders and money of each customer who ever bought."""
    if len(days) < LEAST:
        return [
            (by_breaks(day, RECENT, low_is_good=True), by_breaks(count, OFTEN), by_breaks(amount, MUCH))
            for day, count, amount in zip(days, orders, amounts, strict=True)
        ]
    return list(zip(by_fifths(days, low_is_good=True), by_fifths(orders), by_fifths(amounts), strict=True))


def abc(amounts: Sequence[Decimal]) -> list[str]:
    """Largest first, by the share that stands before each: the one that crosses a bound belongs to the higher class."""
    whole, before = sum((amount for amount in amounts if amount > 0), Decimal(0)), Decimal(0)
    found = [C] * len(amounts)
    for place in sorted(range(len(amounts)), key=lambda at: -amounts[at]):
        if amounts[place] <= 0:
            break
        found[place] = A if before < UNTIL_A * whole else B if before < UNTIL_B * whole else C
        before += amounts[place]
    return found


def lifetime(margin: Decimal, kept: Decimal, discount: Decimal, years: int | None) -> Decimal | None:
    """The yearly margin, kept from year to year by this share, discounted to today; of no end where no years are given. None
    where it would have no bound."""
    if kept >= 1 + discount:
        return None
    if years is None:
        return money.round_half_up(margin / (1 + discount - kept), 2)
    step = kept / (1 + discount)
    return money.round_half_up(sum((margin / (1 + discount) * step**year for year in range(years)), Decimal(0)), 2)
