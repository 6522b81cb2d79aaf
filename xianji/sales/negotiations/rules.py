"""Arithmetic of a negotiation (F-38, F-39): the zone of agreement, our share of it, the worth of a package, and how likely the
other side still says yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LEAST_ISSUES = 3
WHOLE = Decimal(1)
BEST = Decimal("1.2")
"""A package counts no more than this for one issue, however far it goes beyond the target."""


@dataclass(frozen=True)
class Issue:
    """One matter that is negotiated; which way is better for us follows from target and reservation."""

    weight: Decimal
    target: Decimal
    reservation: Decimal
    offered: Decimal | None = None

    @property
    def is_hard(self) -> bool:
        """There is nothing to give: what we want is the least we take."""
        return self.target == self.reservation

    @property
    def is_beyond(self) -> bool:
        """Worse than the least we take."""
        if self.offered is None:
            return False
        if self.is_hard:
            return self.offered < self.reservation
        return (self.offered - self.reservation) * (self.target - self.reservation) < 0

    @property
    def worth(self) -> Decimal:
        """From 0 at the reservation to 1 at the target, 1.2 at most."""
        if self.offered is None or self.is_beyond:
            return Decimal(0)
        if self.is_hard:
            return WHOLE
        return min(BEST, max(Decimal(0), (self.offered - self.reservation) / (self.target - self.reservation)))


def reservation(batna: Decimal | None, floor: Decimal | None) -> Decimal | None:
    """The least we sell for: what the best alternative brings, or the price floor where that is higher."""
    known = [one for one in (batna, floor) if one is not None]
    return max(known) if known else None


def zone(least: Decimal | None, buyer: Decimal | None) -> Decimal | None:
    """How much lies between our least price and the other side's highest; below zero there is no zone."""
    return None if least is None or buyer is None else buyer - least


def share(price: Decimal | None, least: Decimal | None, buyer: Decimal | None) -> Decimal | None:
    """The part of the zone that a price leaves to us; none where there is no zone to share."""
    width = zone(least, buyer)
    if price is None or least is None or not width or width < 0:
        return None
    return (price - least) / width


def package(issues: Iterable[Issue]) -> tuple[Decimal | None, bool]:
    """(worth of what is offered, whether it can be taken); unknown while nothing is offered."""
    several = [one for one in issues if one.offered is not None]
    if not several:
        return None, True
    return sum((one.weight * one.worth for one in several), Decimal(0)), not any(one.is_beyond for one in several)


def is_whole(weights: Iterable[Decimal]) -> bool:
    """Whether these are parts of one whole."""
    several = list(weights)
    return all(one > 0 for one in several) and sum(several, Decimal(0)) == WHOLE


def is_rising(prices: Iterable[Decimal | None]) -> bool:
    """Of those that are known."""
    known = [one for one in prices if one is not None]
    return known == sorted(known)


def chance(price: Decimal, least: Decimal, likely: Decimal, most: Decimal) -> Decimal:
    """That the other side's limit is at least this price, where it lies between `least` and `most`, most likely at `likely`
    (a triangular distribution)."""
    if price <= least:
        return WHOLE
    if price > most:
        return Decimal(0)
    width = most - least
    if price <= likely:
        return WHOLE - (price - least) ** 2 / (width * (likely - least))
    return (most - price) ** 2 / (width * (most - likely)) if most > likely else Decimal(0)
