"""The score sheet as plain rules: which item belongs to which of the five, and what is missing (F-26)."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, Decimal

from xianji.customers.value.rules import months_before
from xianji.lib import money

CHARACTER, CAPACITY, CAPITAL, COLLATERAL, CONDITIONS = "character", "capacity", "capital", "collateral", "conditions"
ITEMS = {
    CHARACTER: ("punctual", "record", "years"), CAPACITY: ("current", "quick", "net_margin", "revenue"),
    CAPITAL: ("debt", "assets"), COLLATERAL: ("security",), CONDITIONS: ("outlook", "setting", "supplier"),
}  # fmt: skip
INPUTS = (*(item for items in ITEMS.values() for item in items), "cover")
LISTED = "listed"
MONTH = 30
"""Days of a month, as terms of payment are counted."""
FINANCIALS = (*ITEMS[CAPACITY], *ITEMS[CAPITAL])
"""What is read from the financial statements."""


def are_at_hand(statements_on: date | None, figures: Iterable[object], on: date, months: int) -> bool:
    """Whether there are whole statements that are not too old; older ones count as missing."""
    fresh = statements_on is not None and statements_on >= months_before(on, months)
    return fresh and all(figure is not None for figure in figures)


def capped(points: Decimal, most: Decimal, share: Decimal) -> Decimal:
    """Points that may not be more than a share of what could be reached."""
    return min(points, most * share)


def by_formula(monthly: Decimal, terms: int, factor: Decimal) -> Decimal:
    """Average monthly sales × terms ÷ 30 × factor, exact to the cent (F-27)."""
    return money.round_half_up(monthly * terms * factor / MONTH, money.MONEY)


def whole_steps(formula: Decimal, most: list[Decimal], step: Decimal) -> Decimal:
    """No more than any of these allows, and down to a whole step."""
    capped_at = max(min([formula, *most]), Decimal(0))
    return (capped_at / step).to_integral_value(ROUND_DOWN) * step
