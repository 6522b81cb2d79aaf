"""Exposure, room and the check of an order, as plain formulas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xianji.lib import money

ZERO = Decimal(0)
NO_SALE, IN_ADVANCE = "D", "C"
STOPPED, OVERDUE, UNRATED, AGED, FROZEN, BEYOND = "stopped", "overdue", "unrated", "aged", "frozen", "beyond"


@dataclass(frozen=True)
class Exposure:
    """What a customer owes us or is about to owe, with tax, as the chapter with orders and receivables counts it. What belongs
    to a contract with a project limit is left out of the parts and told in `projects`, {contract: exposure}."""

    receivable: Decimal = ZERO
    undelivered: Decimal = ZERO
    unposted: Decimal = ZERO
    unallocated: Decimal = ZERO
    advances: Decimal = ZERO
    overdue_days: int = 0
    overdue: Decimal = ZERO
    punctual: Decimal | None = None
    """The share of the last twelve months' claims that was paid on time; None where there were none."""
    projects: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return money.minus(
            money.plus(self.receivable, self.undelivered, self.unposted), money.plus(self.unallocated, self.advances)
        )


@dataclass(frozen=True)
class Room:
    """What is granted now, and what stands in the way of using it."""

    limit: Decimal = ZERO
    temporary: Decimal = ZERO
    rating: str = ""
    is_aged: bool = False
    is_frozen: bool = False
    overdue_days: int = 0

    @property
    def whole(self) -> Decimal:
        return money.plus(self.limit, self.temporary)


def use(exposure: Decimal, whole: Decimal) -> Decimal | None:
    """Exposure of the limit; nothing where there is no limit. What they owe less than nothing uses none."""
    return money.share(max(exposure, ZERO), whole) if whole > 0 else None


def objection(room: Room, exposure: Decimal, asked: Decimal, *, hold: int) -> str:
    """Why an order may not go on that leaves this exposure and asks for so much credit; empty where it may. What is paid in
    advance as a whole asks for none: only who is stopped or overdue is held then."""
    if room.rating == NO_SALE:
        return STOPPED
    if room.overdue_days >= hold:
        return OVERDUE
    if asked <= 0:
        return ""
    if not room.rating:
        return UNRATED
    if room.is_aged:
        return AGED
    if room.is_frozen:
        return FROZEN
    return BEYOND if exposure > room.whole else ""
