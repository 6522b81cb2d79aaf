"""What holds of contracts whoever writes them: states, terms of payment, the 20 % of earnest money, days that fall due."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from xianji.lib import money

DRAFTED = ("draft", "review", "approved")
SIGNED = ("signed", "effective", "performing", "completed", "archived", "terminated", "disputed")
RUNNING = ("effective", "performing")
"""In force, and not yet carried out whole."""
STANDING = ("effective", "performing", "completed", "archived")
"""Those that win a deal."""
TERMS = (
    "customer", "kind", "template", "language", "currency", "net", "tax", "gross", "from_on", "expires_on", "deliver_on",
    "deliver_to", "deliver_how", "accept_days", "warranty_months", "warranty_from", "penalty", "is_exclusive", "is_sensitive",
)  # fmt: skip
"""What was agreed: reviewed before, and unchanged after the signature."""
WHOLE = Decimal(1)
EARNEST = Decimal("0.2")
"""民法典 586: earnest money of more than a fifth of the price has no effect beyond that."""
WINDOW = timedelta(days=30)
"""Contracts with one customer within this time count together."""


def parts(gross: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """The price in its parts: cents that rounding would lose or add go to the largest remainders."""
    return money.allocate(gross, list(shares), money.MONEY)


def falls_due(start: date, months: int, days: int) -> date:
    """So many months, then days, after a day; a month that is too short ends earlier."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)) + timedelta(days=days)
