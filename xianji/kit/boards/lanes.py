"""The lanes of a board for one list address: heads with totals over all rows, and the first cards of each."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from xianji.kit.boards.declared import PER_LANE, Board
from xianji.kit.boards.totals import Total
from xianji.kit.lists.asked import address
from xianji.kit.lists.cells import maker
from xianji.kit.lists.query import ListQuery
from xianji.kit.web import writing
from xianji.lib import actor, money


def lanes(query: ListQuery, board: Board, asked: Any, totals: dict[str, Total]) -> list[dict[str, Any]]:
    """One per choice, in order: {value, label, percent, count, sum, weighted, cards, rest_href, is_folded}."""
    field = query.resource.model._meta.get_field(board.by)
    wanted = query.filters.get(board.by, "").split(",") if board.by in query.filters else None
    made = []
    for value, label in field.flatchoices:
        if wanted is not None and value not in wanted:
            continue
        folded = value in board.closed and wanted is None
        weight = None if value in board.closed else board.weights.get(value)
        lane = {"value": str(value), "label": label, "percent": percent(weight), "is_folded": folded,
                "rest_href": query.resource.path + address(asked, "layout", **{board.by: str(value)})}  # fmt: skip
        made.append({**lane, **head(board, value, totals), "cards": [] if folded else cards(query, board, value)})
    return made


def percent(weight: Decimal | None) -> str:
    return "" if weight is None else writing.percent(weight, 0)


def head(board: Board, value: Any, totals: dict[str, Total]) -> dict[str, Any]:
    """Count, sum and weighted sum of a lane, over all its rows."""
    total = totals.get(str(value), Total())
    told: dict[str, Any] = {"count": writing.number(total.count), "size": total.count, "sum": "", "weighted": ""}
    if total.amount is not None:
        told["sum"] = writing.short_money(total.amount)
        if value in board.weights and value not in board.closed:
            told["weighted"] = writing.short_money(money.round_half_up(total.amount * board.weights[value], 2))
    return told


def cards(query: ListQuery, board: Board, value: Any) -> list[dict[str, Any]]:
    """The first cards of a lane, in the order of the list; one query, read as that of a list with this filter."""
    resource, lane = query.resource, ListQuery(query.resource, {**query.asked, board.by: str(value)})
    names = ["owner"] if resource.model.owned else []
    columns = {c.path: c for c in resource.open_to(actor.current(), [resource.title_name, *names, *board.names])}
    paths = [path for column in columns.values() for path in column.values]
    rows = lane.first(PER_LANE, lane.sort[1])
    makers = {path: maker(column) for path, column in columns.items()}
    norm = board.norms.get(value)
    return [card(resource, board, columns, makers, row, norm) for row in rows.values_list("pk", *paths)]


def card(resource: Any, board: Board, columns: dict[str, Any], makers: dict[str, Callable[..., Any]], row: tuple,
         norm: int | None) -> dict[str, Any]:  # fmt: skip
    """What one card shows."""
    values, at = {}, 1
    for path, column in columns.items():
        values[path] = row[at : at + len(column.values)]
        at += len(column.values)
    cells = {path: makers[path](*values[path]) for path in columns}
    amount = values.get(board.amount, (None,))[0]
    stay = days_since(values.get(board.since, (None,))[0])
    return {
        "id": row[0], "href": resource.address(row[0]), "title": cells[resource.title_name][1] or f"#{row[0]}",
        "link": cells[board.link][1] if board.link in cells else "",
        "amount": "" if amount is None else writing.short_money(amount),
        "date": cells[board.date][1] if board.date in cells else "", "owner": cells.get("owner"),
        "next": cells[board.next][1] if board.next in cells else None,
        **staying(stay, norm),
    }  # fmt: skip


def staying(stay: int | None, norm: int | None) -> dict[str, Any]:
    """Whether it stands in its lane for too long: 1 longer than usual, 2 more than twice."""
    if stay is None or norm is None or stay <= norm:
        return {"rot": 0}
    return {"rot": 2 if stay > 2 * norm else 1, "days": days(stay), "norm": days(norm)}


def days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def days_since(value: date | datetime | None) -> int | None:
    """Whole days up to today; None when it is not known."""
    if value is None:
        return None
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return (timezone.localdate() - on).days
