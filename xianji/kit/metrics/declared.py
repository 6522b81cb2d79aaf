"""Declaring a figure: which rows count, what is added up, and how the parts become the value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry

MONEY, COUNT, RATE, DAYS = "money", "count", "rate", "days"
DIGITS = {MONEY: 2, COUNT: 0, RATE: 6, DAYS: 2}


@dataclass(frozen=True)
class Metric:
    """One figure. `opens` is the list filter that shows its rows, and the very filter it is computed from."""

    name: str
    label: Any
    model: Any
    unit: str
    dated: str
    value: Callable[..., Any]
    opens: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    blank: Any = None
    whose: str = "owner"
    """The link to the person for whom a row counts: its owner, or who was that at the time."""
    guard: str = ""
    """The permission without which nobody learns it: that of the guarded fields it is made of."""

    @property
    def digits(self) -> int:
        """Decimals in exchanged values: money 2, counts 0, rates 6, days 2."""
        return DIGITS[self.unit]


def metric(
    model: Any, *, label: Any, unit: str, dated: str, opens: dict[str, str], blank: Any = None, whose: str = "owner",
    guard: str = "", **parts: Any,
) -> Callable[[Callable[..., Any]], Metric]:
    """Declare a figure: the function gets the added-up parts by name and returns the value, None when undefined.

    Parts must be additive (sums and counts), so that any grouping may be folded into a coarser one.
    """

    def declare(value: Callable[..., Any]) -> Metric:
        made = Metric(value.__name__, label, model, unit, dated, value, opens, parts, blank, whose, guard)
        registry.metrics[made.name] = made
        return made

    return declare
