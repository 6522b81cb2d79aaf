"""Limits as plain formulas."""

from datetime import date, timedelta
from decimal import Decimal

from xianji.lib import money


def share(amount: Decimal, limit: Decimal) -> Decimal | None:
    """A temporary limit as a share of the standard one; nothing where there is none."""
    return money.share(amount, limit)


def is_too_long(from_on: date, to_on: date, days: int) -> bool:
    return to_on > from_on + timedelta(days=days)


def quarter(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
