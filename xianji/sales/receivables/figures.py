"""The figures of what is owed on a day and over the three months before: reckoned once, told on the page and to others."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xianji.lib import money
from xianji.rulebook.tables.deciding import decide
from xianji.sales.receivables import rules
from xianji.sales.receivables.ageing import Month, ageing, months, provided
from xianji.sales.receivables.rules import Ageing

ZERO = Decimal("0.00")
TREND = 12
"""Months that are drawn."""
PERIOD = 3
"""Months over which days of sales are reckoned."""


@dataclass(frozen=True)
class Figures:
    """None where nothing was sold or owed."""

    ageing: Ageing
    loss: Decimal
    trend: list[Month]
    days: Decimal | None
    best: Decimal | None
    late: Decimal | None
    back: Decimal | None
    effectiveness: Decimal | None
    overdue: Decimal | None


def figures(rows: Any, on: date) -> Figures:
    """As of the end of a day; the period is its month and the two before."""
    aged, trend = ageing(rows, on), months(rows, spans(on, TREND))
    period = trend[-PERIOD:]
    sales = money.plus(ZERO, *(one.sales for one in period))
    length = sum((one.last - one.first).days + 1 for one in period)
    whole, best = (rules.days_of_sales(one, sales, length) for one in (aged.total, aged.current))
    newest_first = [(one.sales, (one.last - one.first).days + 1) for one in reversed(trend)]
    return Figures(
        aged, loss(rows, on, aged), trend, whole, best,
        money.minus(whole, best) if whole is not None and best is not None else None,
        rules.count_back(aged.total, newest_first),
        rules.effectiveness(trend[-PERIOD - 1].closing, sales, aged.total, aged.current),
        money.share(aged.overdue, aged.total),
    )  # fmt: skip


def loss(rows: Any, on: date, aged: Ageing) -> Decimal:
    """By the rates of the day, save what has a provision of its own."""
    own, there = provided(rows, on)
    left = {name: money.minus(amount, there.get(name, ZERO)) for name, amount in aged.sums.items()}
    return rules.expected_loss(left, rates(on), own)


def rates(on: date) -> dict[str, Decimal]:
    """{bucket: what part of it is expected to be lost}, as the table says of its first day."""
    return {name: decide("receivable.loss", on, days=max(first, 0))["rate"] for name, first, _last in rules.BUCKETS}


def spans(on: date, count: int) -> list[tuple[date, date]]:
    """The first and last day of so many months, the last of them up to a day."""
    found, first, last = [], on.replace(day=1), on
    for _each in range(count):
        found.append((first, last))
        last = date.fromordinal(first.toordinal() - 1)
        first = last.replace(day=1)
    return found[::-1]
