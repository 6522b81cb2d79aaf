"""The numbers of a chart: from the roll-up of a board where it has them, else added up from a bounded number of rows, by one
or two fields at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.db.models.functions import TruncMonth
from django.utils import timezone

from xianji.kit.charts.asked import DATES, Chart
from xianji.kit.columns import Column
from xianji.kit.lists.filters import NONE, day_range
from xianji.kit.lists.query import ListQuery
from xianji.kit.lists.steered import AnyOf
from xianji.kit.tables.groups import attname, named
from xianji.kit.tables.totals import MOST, Total, currency_of, folded, numbers, totals

MONTHS = 36
"""The last months that are drawn."""


@dataclass(frozen=True)
class Key:
    """One value on an axis: as the filter asks for it, and as people read it (empty where there is none)."""

    text: str
    label: str


@dataclass(frozen=True)
class Points:
    """{(key, key of the other field or None): number}; `is_mixed` where amounts are in several currencies."""

    numbers: dict[tuple[Key, Key | None], Decimal | int]
    rows: list[Key]
    columns: list[Key]
    is_mixed: bool = False


def points(query: ListQuery, chart: Chart) -> Points | None:
    """None where more rows match than may be added up."""
    found = counted(query, chart)
    if found is None:
        return None
    rows = keys(query, chart.by, {one: None for one, _other in found})
    columns = keys(query, chart.across, {other: None for _one, other in found}) if chart.across else {}
    numbers = {(rows[one], columns.get(other)): number(total, chart) for (one, other), total in found.items()}
    mixed = any(len(total.amounts.get(chart.sum.path, {})) > 1 for total in found.values()) if chart.sum else False
    units = {unit for total in found.values() for unit in total.amounts.get(chart.sum.path, {})} if chart.sum else set()
    return Points(numbers, list(rows.values()), list(columns.values()), mixed or len(units) > 1)


def counted(query: ListQuery, chart: Chart) -> dict[tuple[Any, Any], Total] | None:
    """{(value, other value): total}."""
    names = [chart.sum.path] if chart.sum else []
    if chart.across is None and chart.by.kind not in DATES:
        found = totals(query, attname(chart.by), names, listed=False)
        return None if found is None else {(value, None): total for value, total in found.items()}
    model, currency = query.resource.model, currency_of(query.resource.model)
    cuts = {"cut": cut(chart.by)} | ({"other": cut(chart.across)} if chart.across else {})
    keys = [*cuts, *([currency] if currency else [])]
    sums = numbers(model, names, listed=False)
    rows = model.unscoped.filter(pk__in=AnyOf([query.some(MOST + 1).values("pk")])).order_by().annotate(**cuts)
    grouped = list(rows.values(*keys).annotate(**sums))
    if sum(row["number"] for row in grouped) > MOST:
        return None
    paired = [{**row, "pair": (clean(row["cut"]), clean(row.get("other")))} for row in grouped]
    return folded(paired, "pair", currency, names)


def cut(column: Column) -> Any:
    return TruncMonth(column.path) if column.kind in DATES else F(attname(column))


def clean(value: Any) -> Any:
    """No value is None, a month its first day."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return None if value == "" else value


def number(total: Total, chart: Chart) -> Decimal | int:
    if chart.sum is None:
        return total.count
    return sum(total.amounts.get(chart.sum.path, {}).values(), Decimal(0))


def keys(query: ListQuery, column: Column, values: Mapping[Any, None]) -> dict[Any, Key]:
    """The values in order, with their labels; months without a gap between them."""
    if column.kind not in DATES:
        return {one.value if one.value != "" else None: Key(one.text, one.cell[1]) for one in named(column, values)}
    asked = query.filters.get(column.path, "")
    known = sorted(value for value in values if value is not None)
    made = {month: Key(month_text(column, asked, month), f"{month:%Y-%m}") for month in months(known)}
    return made | ({None: Key(NONE, "")} if None in values else {})


def months(known: list[date]) -> list[date]:
    """Every month from the first to the last."""
    if not known:
        return []
    first, last = (one.year * 12 + one.month - 1 for one in (known[0], known[-1]))
    if last - first > 12 * 40:
        return known
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def month_text(column: Column, asked: str, month: date) -> str:
    """A month as the filter of the list asks for it; what was asked for before still holds."""
    text = f"{month:%Y-%m}"
    if not asked:
        return text
    (first, last), (low, high) = day_range(column, text), day_range(column, asked)
    since = max(day for day in (first, low) if day)
    return f"{since}..{min(day for day in (last, high) if day)}"
