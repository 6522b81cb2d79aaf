"""Interest on what is overdue, as it grew day by day (F-43)."""

from datetime import date
from decimal import Decimal
from typing import Any

from xianji.lib import money
from xianji.rulebook.parameters.reading import value
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import late_interest


def interest(rows: Any, on: date) -> Decimal:
    """Of all these up to a day, each rounded once."""
    daily = value("interest.late", on)
    late = rows.filter(due_on__lt=on, issued_on__lte=on).prefetch_related("allocations")
    return money.plus(Decimal("0.00"), *(of_one(one, on, daily) for one in late))


def of_one(one: Receivable, on: date, daily: Decimal) -> Decimal:
    taken = [(row.on, row.amount) for row in one.allocations.all()]
    return late_interest(one.due_on, on, one.amount, taken, daily)
