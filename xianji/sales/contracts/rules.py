"""What holds of contracts whoever writes them: states, terms of payment, the 20 % of earnest money, days that fall due."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from xianji.lib import money
from xianji.lib.periods import months_after, months_between

DRAFTED = ("draft", "review", "approved")
READ = ("review", "approved")
"""Those whose text somebody reviews, or has reviewed."""
SIGNED = ("signed", "effective", "performing", "completed", "archived", "terminated", "disputed")
RUNNING = ("effective", "performing")
"""In force, and not yet carried out whole."""
STANDING = ("effective", "performing", "completed", "archived")
"""Those that win a deal."""
TERMS = (
    "customer", "quote", "kind", "template", "language", "currency", "net", "tax", "gross", "from_on", "expires_on", "deliver_on",
    "deliver_to", "deliver_how", "accept_days", "warranty_months", "warranty_from", "penalty", "is_exclusive", "is_sensitive",
)  # fmt: skip
"""What was agreed: reviewed before, and unchanged after the signature."""
AMENDED = ("net", "tax", "from_on", "expires_on", "deliver_on", "deliver_to", "deliver_how", "accept_days")
"""What a supplement may change; the rest of a contract is another contract."""
WHOLE = Decimal(1)
EARNEST = Decimal("0.2")
"""民法典 586: beyond a fifth of the price earnest money has no effect. The law's own number, so nobody sets it."""
PENALTY = Decimal("0.3")
"""民法典 585: more than 30 % above the loss is generally too much."""
ALERTS = (7, 3, 0)
"""So many days before a milestone its owner hears of it."""
WARNINGS = (90, 60, 30)
"""So many days before a contract expires its owner hears of it."""
WINDOW = timedelta(days=30)
"""Contracts with one customer within this time count together."""


def parts(gross: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """The price in its parts: cents that rounding would lose or add go to the largest remainders."""
    return money.allocate(gross, list(shares), money.MONEY)


def part(gross: Decimal, share: Decimal) -> Decimal:
    """One part of the price while the parts are not whole yet."""
    return money.times(gross, share, money.MONEY)


def falls_due(start: date, months: int, days: int) -> date:
    """So many months, then days, after a day; a month that is too short ends earlier."""
    return months_after(start, months) + timedelta(days=days)


def later(day: date, start: date, first: date) -> date:
    """A day of a time that began at `start` in the time that begins at `first`: so many months later where those are whole, else
    so many days."""
    months = months_between(start, first)
    return months_after(day, months) if months_after(start, months) == first else day + (first - start)


def next_time(start: date, end: date, today: date) -> tuple[date, date]:
    """The first and last day of a time as long as one that ends; it follows at once, or begins today where that is over."""
    first = max(end + timedelta(days=1), today)
    return first, later(end + timedelta(days=1), start, first) - timedelta(days=1)
