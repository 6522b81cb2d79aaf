"""Ageing, expected loss and the figures of what is owed (F-28, F-29, F-43, F-44): pure, exact, rounded once at the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xianji.lib import money
from xianji.lib.periods import months_after

ZERO = Decimal("0.00")
NOT_DUE = "not_due"
BUCKETS: tuple[tuple[str, int, int | None], ...] = (
    (NOT_DUE, -10**6, 0), ("1-30", 1, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("91-180", 91, 180), ("181-365", 181, 365),
    ("365+", 366, None),
)  # fmt: skip
"""(name, first day, last day) past the due day."""
NAMES = tuple(name for name, _first, _last in BUCKETS)
BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("within 1", 0, 1), ("1-2", 1, 2), ("2-3", 2, 3), ("3-4", 3, 4), ("4-5", 4, 5), ("over 5", 5, None),
)  # fmt: skip
"""(name, beyond so many years, up to so many), counted from the day of the charge: as books are disclosed."""
OWED = ("open", "partly", "disputed")
"""States in which something is owed."""
DAYS_DIGITS = 4


def bucket(days: int) -> str:
    """Where so many days past due belong."""
    return next(name for name, _first, last in BUCKETS if last is None or days <= last)


def due_between(name: str, on: date) -> tuple[date | None, date | None]:
    """The first and last due day of a bucket as seen from a day; None where it has no end."""
    first, last = next((first, last) for found, first, last in BUCKETS if found == name)
    oldest = None if last is None else on - timedelta(days=last)
    return oldest, None if name == NOT_DUE else on - timedelta(days=first)


def charged_between(name: str, on: date) -> tuple[date | None, date | None]:
    """The first and last day of charge of a band as seen from a day; a year to the day is still within it."""
    over, upto = next((over, upto) for found, over, upto in BANDS if found == name)
    latest = months_after(on, -12 * over) - timedelta(days=1) if over else None
    return None if upto is None else months_after(on, -12 * upto), latest


@dataclass(frozen=True)
class Ageing:
    """What is owed on a day by days past due."""

    sums: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        return money.plus(ZERO, *self.sums.values())

    @property
    def overdue(self) -> Decimal:
        return money.plus(ZERO, *(amount for name, amount in self.sums.items() if name != NOT_DUE))

    @property
    def current(self) -> Decimal:
        return self.sums.get(NOT_DUE, ZERO)


def expected_loss(sums: Mapping[str, Decimal], rates: Mapping[str, Decimal], own: Decimal = ZERO) -> Decimal:
    """Each bucket times its rate, and what has a provision of its own (whose balances are in no bucket)."""
    return money.plus(own, *(money.times(amount, rates[name]) for name, amount in sums.items()))


def days_of_sales(owed: Decimal, sales: Decimal, days: int, digits: int = DAYS_DIGITS) -> Decimal | None:
    """Owed ÷ sales × days, both with tax; None where nothing was sold. With what is owed whole it is the simple DSO, with
    what is not due yet the best possible."""
    return None if sales <= 0 else money.share(owed * days, sales, digits)


def count_back(owed: Decimal, months: Sequence[tuple[Decimal, int]], digits: int = DAYS_DIGITS) -> Decimal | None:
    """Days of whole months, the newest first, whose sales are all still owed, then a part of the next; `months` are (sales,
    days of the month). None where the months do not reach back far enough."""
    days, left = 0, owed
    for sales, length in months:
        if left < sales:
            return money.plus(days, money.share(left * length, sales, digits) or ZERO)
        days, left = days + length, money.minus(left, sales)
    return Decimal(days) if not left else None


def effectiveness(opening: Decimal, sales: Decimal, closing: Decimal, current: Decimal) -> Decimal | None:
    """CEI: what was collected of what could have been."""
    begun = money.plus(opening, sales)
    return money.share(money.minus(begun, closing), money.minus(begun, current))


def closing(opening: Decimal, invoiced: Decimal, credited: Decimal, received: Decimal) -> Decimal:
    """The roll-forward of what is owed."""
    return money.minus(money.plus(opening, invoiced), money.plus(credited, received))


def late_interest(due_on: date, upto: date, amount: Decimal, taken: Iterable[tuple[date, Decimal]], rate: Decimal) -> Decimal:
    """Interest by the day from the day after it was due up to a day, on what was owed each day: the sum falls with each
    payment; rounded once."""
    steps = sorted((max(on, due_on), part) for on, part in taken if on <= upto)
    weight, since, owed = ZERO, due_on, amount
    for on, part in steps:
        weight += owed * (on - since).days
        since, owed = on, money.minus(owed, part)
    weight += owed * max(0, (upto - since).days)
    return money.times(weight, rate)


def concentration(by_customer: Mapping[int, Decimal]) -> tuple[int, Decimal] | None:
    """Who owes most, and what part of all that is."""
    total = money.plus(ZERO, *by_customer.values())
    if total <= 0:
        return None
    largest = max(by_customer, key=lambda key: (by_customer[key], -key))
    return largest, money.share(by_customer[largest], total) or ZERO
