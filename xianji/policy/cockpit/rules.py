"""Rates: what is counted, what it is divided by, and which colour that gets. No other place computes one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"


@dataclass(frozen=True, slots=True)
class Count:
    """Cases by verdict. Only what was kept or missed makes the rate; the others are told beside it."""

    passed: int = 0
    failed: int = 0
    excepted: int = 0
    no_data: int = 0
    not_applicable: int = 0
    bypassed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.passed + other.passed, self.failed + other.failed, self.excepted + other.excepted,
            self.no_data + other.no_data, self.not_applicable + other.not_applicable, self.bypassed + other.bypassed,
        )  # fmt: skip

    @property
    def judged(self) -> int:
        return self.passed + self.failed

    @property
    def rate(self) -> Decimal | None:
        """Kept ÷ (kept + missed); None where nothing was judged, which is not a hundred percent."""
        return Decimal(self.passed) / self.judged if self.judged else None


NOTHING = Count()


def total(counts: Iterable[Count]) -> Count:
    return sum(counts, NOTHING)


def colour(rate: Decimal | None, green: Decimal, amber: Decimal) -> str:
    """The colour of a rate between the two thresholds; without a rate it is grey."""
    if rate is None:
        return GREY
    return GREEN if rate >= green else AMBER if rate >= amber else RED


def percent(rate: Decimal | None, digits: int = 0) -> Decimal | None:
    """In percent, cut and never rounded up: 99.96 % is not a hundred."""
    return None if rate is None else (100 * rate).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """In points of percent, with one digit; None where one of both is missing."""
    if now is None or before is None:
        return None
    return (100 * (now - before)).quantize(Decimal("0.1"))
