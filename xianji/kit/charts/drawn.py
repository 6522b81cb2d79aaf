"""A chart as the template draws it: marks with their addresses, the same as a table, and in words."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.charts.asked import BAR, DATES, HEAT, LINE, Chart, chart_of, fields, summable
from xianji.kit.charts.points import MONTHS, Key, Points, points
from xianji.kit.lists.asked import address
from xianji.kit.lists.cells import figure
from xianji.kit.lists.query import ListQuery
from xianji.kit.lists.wording import label_of
from xianji.kit.tables.totals import MOST
from xianji.kit.web import writing
from xianji.lib import axes

BARS, ACROSS = 30, 12
"""Values drawn along each side: the largest."""
WORDS = ("layout", "by", "across", "sum", "mark", "beside", "group", "open")
"""What the list behind a mark does not take over."""


@dataclass
class Side:
    """The keys along one side, and how many are not drawn."""

    keys: list[Key]
    left_out: int


def drawn(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    chart = chart_of(query)
    found = points(query, chart)
    told = {
        "chart": chart, "drawing": chart.mark, "choices": choices(query, chart), "marks": marks(request, chart),
        "title_of_chart": heading(query, chart), "measure": measure(chart), "by_label": by_label(query.resource, chart.by),
        "problem": "", "is_empty": found is not None and not found.numbers,
    }  # fmt: skip
    if found is None:
        words = _("More than %(most)s records: too many to draw. Filter first.")
        return {**told, "problem": words % {"most": f"{MOST:,}"}}
    if found.is_mixed:
        return {**told, "problem": _("The amounts are in several currencies, which are never added. Filter by one of them.")}
    if not found.numbers:
        return told
    return {**told, **(heat(request, query, chart, found) if chart.across else line_or_bars(request, query, chart, found))}


def within(request: HttpRequest, resource: Any, asked: dict[str, str]) -> dict[str, Any]:
    """The chart of a list as part of another page, whose own address says nothing about it."""
    at_list = copy(request)
    at_list.GET = QueryDict(urlencode(asked))
    return drawn(at_list, ListQuery(resource, asked))


def line_or_bars(request: HttpRequest, query: ListQuery, chart: Chart, found: Points) -> dict[str, Any]:
    values = {key: found.numbers.get((key, None), Decimal(0)) for key in found.rows}
    is_dated = chart.by.kind in DATES
    side = sided(chart.by, values, MONTHS if is_dated else BARS)
    dated = [key for key in side.keys if not is_dated or key.label]
    most = top(values[key] for key in dated) if is_dated else max(values.values())
    items = [item(request, query, chart, key, values[key], most) for key in dated]
    for n, one in enumerate(items):
        one["x"] = round(100 * (n + 0.5) / len(items), 2)
        one["short"] = one["label"][:4] if n == 0 or one["label"].endswith("-01") else one["label"][5:]
    nowhere = next((item(request, query, chart, key, values[key], most) for key in side.keys if key not in dated), None)
    whole = sum(values.values(), 0 * next(iter(values.values())))
    ticks = axes.ticks(Decimal(most), lambda value: short(chart, value, writing.axis_money))
    return {
        "items": items, "nowhere": nowhere, "ticks": ticks,
        "line_points": " ".join(f"{one['x']},{round(100 - one['percent'], 2)}" for one in items),
        "left_out": left_out(side), "whole": exact(chart, whole), "summary": summary(query, chart, values, whole),
    }  # fmt: skip


def heat(request: HttpRequest, query: ListQuery, chart: Chart, found: Points) -> dict[str, Any]:
    numbers = found.numbers
    by_row = {key: sum((n for (one, _other), n in numbers.items() if one == key), Decimal(0)) for key in found.rows}
    by_column = {key: sum((n for (_one, other), n in numbers.items() if other == key), Decimal(0)) for key in found.columns}
    rows, columns = sided(chart.by, by_row, BARS), sided(chart.across, by_column, ACROSS)
    most = top(numbers.values())
    made = [{"label": key.label or _("None"), "cells": [cell(request, query, chart, key, other, numbers.get((key, other)), most)
                                                         for other in columns.keys]} for key in rows.keys]  # fmt: skip
    return {
        "heads": [key.label or _("None") for key in columns.keys], "heat_rows": made,
        "left_out": " ".join(filter(None, (left_out(rows), left_out(columns)))),
        "summary": summary(query, chart, by_row, sum(by_row.values(), Decimal(0))),
    }  # fmt: skip


def sided(column: Any, values: dict[Key, Any], most: int) -> Side:
    """The last months; choices in their order; the rest the largest first. What has no value comes last."""
    keys = list(values)
    if column.kind in DATES:
        kept = keys[-most:]
    elif column.choices:
        kept = keys[:most]
    else:
        kept = sorted(keys, key=lambda key: (not key.label, -values[key]))[:most]
    return Side(kept, len(keys) - len(kept))


def left_out(side: Side) -> str:
    told = {"shown": len(side.keys), "all": len(side.keys) + side.left_out}
    return _("%(shown)s of %(all)s values are drawn.") % told if side.left_out else ""


def item(request: HttpRequest, query: ListQuery, chart: Chart, key: Key, value: Any, most: Any) -> dict[str, Any]:
    return {"label": key.label or _("None"), "value": short(chart, value), "exact": exact(chart, value),
            "percent": share(value, most), "href": rows_of(request, query, {chart.by.path: key.text})}  # fmt: skip


def cell(request: HttpRequest, query: ListQuery, chart: Chart, key: Key, other: Key, value: Any, most: Any) -> dict[str, Any]:
    if value is None or chart.across is None:
        return {"value": "", "percent": 0, "href": ""}
    both = {chart.by.path: key.text, chart.across.path: other.text}
    return {"value": short(chart, value), "percent": share(value, most), "href": rows_of(request, query, both)}


def rows_of(request: HttpRequest, query: ListQuery, more: dict[str, str]) -> str:
    """The list of the records behind a mark: the same filter, and the mark's own values."""
    return query.resource.path + address(request.GET, *WORDS, **more)


def share(value: Any, most: Any) -> float:
    """What stands below nothing is drawn as nothing; its number says it."""
    return max(0.0, round(float(value / most * 100), 2)) if most else 0.0


def top(values: Any) -> Any:
    return axes.end(Decimal(max(values, default=0)))


def short(chart: Chart, value: Any, money: Callable[[Any], str] = writing.short_money) -> str:
    if chart.sum is not None:
        return money(value)
    return writing.number(value) if value == int(value) else writing.number(value, 2)


def exact(chart: Chart, value: Any) -> str:
    return writing.number(value) if chart.sum is None else figure(value, "money")


def measure(chart: Chart) -> str:
    return str(chart.sum.label) if chart.sum else _("Number of records")


def heading(query: ListQuery, chart: Chart) -> str:
    told = {"measure": measure(chart), "field": label_of(query.resource, chart.by.path)}
    if chart.across is None:
        return _("%(measure)s by %(field)s") % told
    return _("%(measure)s by %(field)s and %(other)s") % {**told, "other": label_of(query.resource, chart.across.path)}


def summary(query: ListQuery, chart: Chart, values: dict[Key, Any], whole: Any) -> str:
    """The chart in words, for those who do not see it."""
    largest = max(values, key=lambda key: values[key])
    told = {"chart": heading(query, chart), "count": len(values), "total": exact(chart, whole),
            "largest": largest.label or _("None"), "value": exact(chart, values[largest])}  # fmt: skip
    return ngettext("%(chart)s: %(count)s value, together %(total)s. The largest is %(largest)s with %(value)s.",
                    "%(chart)s: %(count)s values, together %(total)s. The largest is %(largest)s with %(value)s.",
                    len(values)) % told  # fmt: skip


def choices(query: ListQuery, chart: Chart) -> dict[str, list[tuple[str, str, bool]]]:
    """[(value, label, chosen)] for what is counted, by what, and by what else."""
    resource = query.resource
    names = [(column.path, by_label(resource, column)) for column in fields(resource)]
    sums = [(column.path, _("Sum: %(field)s") % {"field": column.label}) for column in summable(resource)]
    others = [one for one in names if one[0] != chart.by.path]
    offered = {"sum": ([("", _("Number of records")), *sums], chart.sum), "by": (names, chart.by),
               "across": ([("", _("Nothing else")), *others], chart.across)}  # fmt: skip
    return {word: [(name, label, name == (chosen.path if chosen else "")) for name, label in options]
            for word, (options, chosen) in offered.items()}  # fmt: skip


def by_label(resource: Any, column: Any) -> str:
    label = label_of(resource, column.path)
    return _("%(field)s, by month") % {"field": label} if column.kind in DATES else label


def marks(request: HttpRequest, chart: Chart) -> list[dict[str, Any]]:
    """Line or bars, where both can be drawn."""
    if chart.mark == HEAT or chart.by.kind not in DATES:
        return []
    line = {"href": address(request.GET, "mark"), "label": _("Line"), "icon": "chart-line"}
    bars = {"href": address(request.GET, mark=BAR), "label": _("Bars"), "icon": "chart-bar"}
    return [{**line, "current": chart.mark == LINE}, {**bars, "current": chart.mark == BAR}]
