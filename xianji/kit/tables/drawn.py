"""What the template of a table needs beyond its rows: columns with widths, groups, and sums below."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.columns import Column
from xianji.kit.lists.asked import address
from xianji.kit.lists.cells import asked_of, digits, figure, maker, table
from xianji.kit.lists.chips import headings
from xianji.kit.lists.query import CAP, ListPage, ListQuery
from xianji.kit.tables import groups as grouping
from xianji.kit.tables.feet import AVG, FILLED, MIN, NONE, SUM, Foot, Part, chosen, feet, name_of, summed
from xianji.kit.tables.shape import Shape, shape_of, usual
from xianji.kit.tables.totals import BASE, MOST, Total, total
from xianji.lib import money


def shaped(query: ListQuery, shape: Shape, asked: QueryDict) -> dict[str, Any]:
    """The table itself: its heads, how wide each column is, how high a row."""
    heads = headings(query, asked)
    for head, column in zip(heads, query.columns, strict=True):
        head["width"] = (shape.widths.get(column.path) or usual(column, query.resource)) if shape.widths else 0
    return {"columns": heads, "row_height": shape.density, "is_fixed": bool(shape.widths),
            "least_width": sum(head["width"] for head in heads), "hows": hows(query)}  # fmt: skip


def grouped(request: HttpRequest, query: ListQuery, shape: Shape, column: Column) -> dict[str, Any]:
    """The list in groups, with the rows of those that stand open."""
    found = grouping.groups(query, column, summed(query), feet(query))
    grouping.open_up(query, column, found.groups, shape.open, asked_of(query))
    rows = list(grouping.each(found.groups))
    made = iter(table(query.resource, query.columns, ListPage(query, rows, False, False)))
    shown = [group_of(request, query, column, found, one, made) for one in found.groups]
    whole = found.total
    return {
        "groups": shown, "rows": [row for one in shown for row in one["rows"]], "group_problem": grouping.problem(found, column),
        "footer": footer(query, whole) if whole is not None else None,
    }  # fmt: skip


def group_of(request: HttpRequest, query: ListQuery, column: Any, found: Any, one: Any, made: Any) -> dict[str, Any]:
    """One group: its head, the address that opens or closes it, its rows and the way to the others."""
    inside = address(request.GET, "group", "open", "beside", **{column.path: one.text})
    is_rest = bool(one.after)
    return {
        "text": one.text, "cell": one.cell, "is_open": one.is_open,
        "href": address(request.GET, "beside", open=grouping.told_open(found.groups, one)),
        "count": f"{CAP:,}+" if one.is_many else f"{one.total.count:,}" if one.total else "",
        "sums": sums_told(query, one.total), "rows": [next(made) for _row in one.rows], "all_href": inside,
        "more_href": f"{inside}&after={one.after}" if is_rest else "",
        "late_href": f"{query.resource.path}more{inside}&after={one.after}&group={column.path}" if is_rest else "",
    }  # fmt: skip


def more(request: HttpRequest, query: ListQuery, page: ListPage) -> dict[str, Any]:
    """Further rows of one group: `query` is narrowed to it already."""
    asked = address(request.GET, "group")
    next_mark = f"&after={page.after}"
    return {
        "resource": query.resource, "columns": headings(query, request.GET), "rows": table(query.resource, query.columns, page),
        "more_href": f"{asked}{next_mark}" if page.after else "", "query": query,
        "late_href": f"{query.resource.path}more{address(request.GET)}{next_mark}" if page.after else "",
    }  # fmt: skip


def footer(query: ListQuery, whole: Total | None) -> dict[str, Any]:
    """The last line of the table: how many, and what is told of each column."""
    if whole is None:
        return {"told": _("More than %(most)s records: too many to add up. Filter first.") % {"most": f"{MOST:,}"},
                "sums": {}, "is_over": True}  # fmt: skip
    told = ngettext("%(count)s record", "%(count)s records", whole.count) % {"count": f"{whole.count:,}"}
    return {"told": told, "sums": sums_told(query, whole), "is_over": False}


def late_footer(query: ListQuery) -> dict[str, Any]:
    return footer(query, total(query, summed(query), feet(query)))


def hows(query: ListQuery) -> dict[str, Any]:
    """{column: what the last line tells of it}; a sum needs no name."""
    columns = {column.path: column for column in query.columns}
    return {name: "" if how == SUM else name_of(columns[name], how) for name, how in chosen(query).items() if how != NONE}


def sums_told(query: ListQuery, one: Total | None) -> dict[str, str]:
    """{column: what is told of it in words}, currencies beside each other."""
    if one is None:
        return {}
    columns = {column.path: column for column in query.columns}
    sums = {name: written(columns[name], amounts) for name, amounts in one.amounts.items() if name in columns}
    others = [foot for foot in feet(query) if foot.column.path in one.parts]
    return sums | {foot.column.path: foot_told(foot, one.parts[foot.column.path]) for foot in others}


def foot_told(foot: Foot, parts: dict[str, Part]) -> str:
    """One figure, or one per currency; nothing where no row has a value."""
    if foot.how == FILLED:
        return f"{sum(one.count for one in parts.values()):,}"
    told = {unit: valued(foot, one) for unit, one in sorted(parts.items()) if one.count}
    return " · ".join(one if unit == BASE else f"{unit} {one}" for unit, one in told.items())


def valued(foot: Foot, one: Part) -> str:
    """A mean to the places of its field, an extreme as it stands in the column."""
    if foot.how != AVG:
        return maker(foot.column)(one.least if foot.how == MIN else one.most)[1]
    scale = getattr(foot.column.field, "scale", 1)
    mean = money.avg(one.sum, one.count, scale) or Decimal(0)
    if foot.column.kind == "rate":
        return maker(foot.column)(mean)[1]
    return figure(mean, foot.column.kind, None if mean == mean.to_integral_value() else min(scale, 2))


def written(column: Any, amounts: dict[str, Any]) -> str:
    places = digits(column, list(amounts.values()))
    told = {currency: figure(amount, column.kind, places) for currency, amount in sorted(amounts.items())}
    return " · ".join(one if currency == BASE else f"{currency} {one}" for currency, one in told.items())


__all__ = ["footer", "grouped", "late_footer", "more", "shape_of", "shaped"]
