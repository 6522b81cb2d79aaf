"""The list behind a figure: the same filters, and the key as one more."""

from typing import Any
from urllib.parse import urlencode

from xianji.kit.lists.filters import day_range
from xianji.kit.metrics.dimensions import PERIODS, Dimension


def address(resource: Any, asked: dict[str, str], cut: Dimension | None, value: Any, bases: set[Any]) -> str:
    """Where the rows of one key are shown; `bases` are the units folded into it."""
    kept = dict(asked)
    if cut is not None:
        kept[cut.filtered] = _narrowed(resource, cut, asked.get(cut.filtered, ""), value, bases)
    return f"{resource.path}?{urlencode(kept)}"


def _narrowed(resource: Any, cut: Dimension, asked: str, value: Any, bases: set[Any]) -> str:
    if cut.filtered == "unit":
        known = sorted(base for base in bases if base is not None)
        return "only:" + ",".join(map(str, known)) if known else "none"
    if value is None:
        return "none"
    if cut.name in PERIODS and asked:
        column = resource.column(cut.filtered)
        (first, last), (low, high) = day_range(column, str(value)), day_range(column, asked)
        since = max(day for day in (first, low) if day)
        return f"{since}..{min(day for day in (last, high) if day)}"
    return str(value)
