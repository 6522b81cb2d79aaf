"""Counts and sums over all rows of a list, never without a bound: from the roll-up of a board where it has the answer, else
by adding up at most MOST rows. Beyond that nothing is said rather than something wrong."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from xianji.kit.boards.declared import board_of
from xianji.kit.boards.totals import is_rolled_up, rolled_up
from xianji.kit.columns import Column
from xianji.kit.lists.query import CAP, ListQuery
from xianji.kit.lists.steered import AnyOf
from xianji.kit.tables.feet import IN_CURRENCY, Foot, Part, measures, part
from xianji.kit.uncounted import counting

MOST = CAP
BASE = ""
"""The currency of an amount whose record names none."""
Amounts = dict[str, dict[str, Decimal]]


@dataclass(frozen=True)
class Total:
    """How many rows, and {field: {currency: amount}}; currencies are never added to each other. A field that is missing
    was not added up. `parts` is the same for what else is told of a column."""

    count: int = 0
    amounts: Amounts = field(default_factory=dict)
    parts: dict[str, dict[str, Part]] = field(default_factory=dict)

    def __add__(self, other: "Total") -> "Total":
        if not self.count:
            return other
        if not other.count:
            return self
        amounts, parts = both(self.amounts, other.amounts, Decimal(0)), both(self.parts, other.parts, Part())
        return Total(self.count + other.count, amounts, parts)


def both(one: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]], nothing: Any) -> dict[str, dict[str, Any]]:
    """Field by field, currency by currency; a field that one of them does not know is known no longer."""
    return {
        name: {unit: one[name].get(unit, nothing) + other[name].get(unit, nothing) for unit in {**one[name], **other[name]}}
        for name in one.keys() & other.keys()
    }


def added(columns: list[Column]) -> list[str]:
    """Those of the columns that can be added up: money. Prices, rates and years cannot, nor quantities in several units."""
    return [column.path for column in columns if column.kind == "money" and "__" not in column.path]


def total(query: ListQuery, names: list[str], feet: tuple[Foot, ...] = ()) -> Total | None:
    """Everything that matches; None where nobody can say within the bound."""
    found = totals(query, "", names, feet)
    return None if found is None else sum(found.values(), Total())


def totals(
    query: ListQuery, by: str, names: list[str], feet: tuple[Foot, ...] = (), *, listed: bool = True
) -> dict[Any, Total] | None:
    """{value of `by`: its total}; `by` is a column of the table, empty for one total of all. Not `listed`: for a drawing, in
    which no decoy is even counted."""
    kept = from_roll_up(query, by)
    if kept is not None and not feet and all(name in one.amounts for one in kept.values() for name in names):
        return kept
    found = from_rows(query, by, names, feet, listed=listed)
    return kept if found is None else found


def from_roll_up(query: ListQuery, by: str) -> dict[Any, Total] | None:
    """What the board's roll-up says, if it keeps these rows apart."""
    board = board_of(query.resource)
    if board is None or by not in {"", board.by, "owner_id"} or not is_rolled_up(query, board):
        return None
    wanted = query.filters.get(board.by, "")
    if wanted and (by == "owner_id" or not plain(query, board.by, wanted)):
        return None
    found: dict[Any, Total] = {}
    for key, one in rolled_up(query.resource, board, "owner_id" if by == "owner_id" else "lane").items():
        if wanted and key not in wanted.split(","):
            continue
        amounts = {} if one.amount is None else {board.amount: {BASE: one.amount}}
        found[key if by else None] = found.get(key if by else None, Total()) + Total(one.count, amounts)
    return {key or None: one for key, one in found.items()}


def plain(query: ListQuery, name: str, text: str) -> bool:
    """Whether a filter is a list of values and nothing cleverer."""
    known = {str(value) for value in query.resource.column(name).choices}
    return all(one in known for one in text.split(","))


def from_rows(
    query: ListQuery, by: str, names: list[str], feet: tuple[Foot, ...], *, listed: bool = True
) -> dict[Any, Total] | None:
    """Added up from the records; None where they are more than MOST."""
    model = query.resource.model
    keys = [*([by] if by else []), *([currency] if (currency := currency_of(model)) else [])]
    rows = model.unscoped.filter(pk__in=AnyOf([query.some(MOST + 1).values("pk")])).order_by()
    sums = {**numbers(model, names, listed=listed), **measures(feet, counting(model))}
    grouped = list(rows.values(*keys).annotate(**sums)) if keys else [rows.aggregate(**sums)]
    if sum(row["number"] for row in grouped) > MOST:
        return None
    return folded(grouped, by, currency, names, feet)


def numbers(model: Any, names: list[str], *, listed: bool) -> dict[str, Any]:
    """How many rows there are, to keep the bound, and what they come to: no sum adds up a decoy, no drawing counts one."""
    counts = counting(model)
    sums: dict[str, Any] = {f"sum_{name}": Sum(name, filter=counts) for name in names}
    drawn = {} if listed or counts is None else {"drawn": Count("pk", filter=counts)}
    return {"number": Count("pk"), **drawn, **sums}


def folded(
    rows: list[dict[str, Any]], by: str, currency: str, names: list[str], feet: tuple[Foot, ...] = ()
) -> dict[Any, Total]:
    """One row per value and currency becomes one total per value, its currencies side by side."""
    found: dict[Any, Total] = {}
    for row in rows:
        number = row.get("drawn", row["number"])
        if not number and row["number"]:
            continue
        unit = str(row[currency] or BASE) if currency else BASE
        amounts = {name: {unit: row[f"sum_{name}"] or Decimal(0)} for name in names}
        units = {foot.column.path: unit if foot.column.kind in IN_CURRENCY else BASE for foot in feet}
        parts = {name: {one: part(row, name)} for name, one in units.items()}
        key = (None if row[by] == "" else row[by]) if by else None
        found[key] = found.get(key, Total()) + Total(number, amounts, parts)
    return found


def currency_of(model: Any) -> str:
    """The column that says in which currency a record's amounts are; empty where all are in base currency."""
    found = next((one for one in model._meta.concrete_fields if one.name == "currency"), None)
    if found is None:
        return ""
    return "currency__code" if found.is_relation else "currency"
