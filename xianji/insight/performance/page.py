"""The performance page: won revenue by quarter, region, manager, product and person, and the figures beside it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import Figure, Figures, figures
from xianji.kit.web import writing
from xianji.lib import axes
from xianji.sales.revenue.earned import earned

CLOSED = ["won_revenue", "won_count", "lost_count", "win_rate", "cycle_days", "average_deal"]
PIPELINE = ["open_pipeline", "weighted_pipeline"]
SPANS = {
    "": _("All time"), "this_year": _("This year"), "last_year": _("Last year"), "this_quarter": _("This quarter"),
    "last_quarter": _("Last quarter"),
}  # fmt: skip
MOST = 40


@dataclass
class Row:
    """One key with a figure per column."""

    key: str
    cells: list[dict[str, str]]


def days(value: Any) -> str:
    return gettext("%(days)s days") % {"days": writing.number(value, 1)}


WRITERS = {"money": writing.short_money, "rate": writing.percent, "days": days, "count": writing.number}


def shown(figure: Figure | None, unit: str) -> dict[str, str]:
    """A figure as text and link, money in short with the exact sum behind it; — where it is undefined."""
    if figure is None or figure.value is None:
        return {"text": writing.NOTHING, "href": figure.href if figure else "", "exact": ""}
    exact = writing.money(figure.value) if unit == "money" else ""
    return {"text": WRITERS[unit](figure.value), "href": figure.href, "exact": exact}


def strip(filters: dict[str, str], by_person: dict[str, Figures]) -> list[dict[str, Any]]:
    """The key figures: those of closed deals are the totals of the table below, so that they reconcile."""
    cells = [{"label": f.metric.label, **shown(f.total, f.metric.unit)} for f in by_person.values()]
    rest = {name: text for name, text in filters.items() if name != "closed_on"}
    for name in PIPELINE:
        found = figures(name, "", rest)
        cells.append({"label": found.metric.label, **shown(found.total, found.metric.unit)})
    return [{"label": c["label"], "value": c["text"], "href": c["href"]} for c in cells]


def in_books(filters: dict[str, str]) -> list[dict[str, Any]]:
    """What was earned and invoiced in the same span, on the days of the books."""
    rest = {name: text for name, text in filters.items() if name != "closed_on"}
    found = earned(filters.get("closed_on", ""), filters=rest)
    cells = [{"label": f.metric.label, **shown(f.total, f.metric.unit)} for f in found]
    return [{"label": c["label"], "value": c["text"], "href": c["href"]} for c in cells]


def table(found: dict[str, Figures]) -> tuple[list[Any], list[Row]]:
    """(heads, rows): one row per key, one column per figure, in the order of the first figure."""
    keys: dict[str | None, None] = {}
    for column in found.values():
        keys.update(dict.fromkeys(row.key for row in column.rows))
    by_key = {name: {row.key: row for row in column.rows} for name, column in found.items()}
    rows = [
        Row(
            key or writing.NOTHING, [shown(by_key[name].get(key), column.metric.unit) for name, column in found.items()]
        )
        for key in list(keys)[:MOST]
    ]
    return [column.metric.label for column in found.values()], rows


def longest(found: Figures) -> Decimal:
    return Decimal(max((row.value or 0 for row in found.rows), default=0) or 1)


def quarters(found: Figures) -> list[dict[str, Any]]:
    """Columns over time; the year is written once, at its first quarter shown."""
    made, year = bars(found, axes.end(longest(found))), ""
    for one in made:
        this, _dash, quarter = one["label"].partition("-")
        one["short"] = one["label"] if this != year else quarter
        year = this
    return made


def ticks(found: Figures) -> list[str]:
    return axes.ticks(axes.end(longest(found)), {**WRITERS, "money": writing.axis_money}[found.metric.unit])


def bars(found: Figures, most: Decimal | None = None) -> list[dict[str, Any]]:
    """Marks for a bar or column chart: the longest, or what is given as most, is 100."""
    most = most or longest(found)
    return [
        {"label": row.key or writing.NOTHING, "value": shown(row, found.metric.unit)["text"], "href": row.href,
         "percent": round(float((row.value or 0) / most * 100), 1)}
        for row in found.rows[:MOST]
    ]  # fmt: skip
