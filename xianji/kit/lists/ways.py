"""By which index the rows with some conditions are read in some order: decided here for both databases, from what the object
declared and from how many rows each condition has.

- **in order** by (column, sort, id), where a condition asks for one value of a column that has such an index;
- **few**: by the index of one condition, or of two, all their rows, which are then sorted: at most MOST, and a fifth of all;
- **place by place**: where a condition asks for places, each of them in order;
- **walking** all rows in the order of the sort until the page is full.

Each way is given a price, in microseconds as they were measured, and the cheapest is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.db.models import Index, Q

from xianji.kit.indexes import both, leading, ordered, sorts_of, walk
from xianji.kit.lists.placewise import Spans
from xianji.kit.lists.weights import MANY_PLACES, MOST, TOGETHER, places, together, total, weight

ENTRY, ROW = 0.2, 4.0
"""The price of an entry of an index, and of the row behind it."""
PLACE = 45.0
"""The price of the first rows of one place."""
PAGE = 51
RISK = 0.05
"""The part of the worst case that is added for each condition that is not the index's own: its rows may all lie at the other
end, and two that are common may exclude each other."""


@dataclass(frozen=True)
class Condition:
    """One demand on the rows, the column it is about, and whether it asks for one value of it."""

    q: Q
    column: str
    is_equal: bool = False
    values: tuple["Condition", ...] = ()
    """The same as one condition per value, where it asks for any of several."""
    rows: int | None = None
    """How many rows it has, where that is known and within bounds: all of them may be read and sorted."""
    linked: tuple[int, ...] | None = None
    """The linked records it was made of."""
    spans: Spans = ()
    """The ranges of paths that it asks for, where it asks for places; what it asks beyond is in `q`."""
    alternatives: tuple[tuple["Condition", ...], ...] = ()
    """Of a group: the conditions of each alternative, any of which is enough. Each is read as an arm of its own."""


@dataclass(frozen=True)
class Way:
    """The index to read by, "" to leave it to the database; whether the rows must be sorted afterwards, and at most how many;
    its price; the places to be read one by one."""

    index: str = ""
    sorts: bool = False
    price: float = 0
    rows: int = 0
    places: Spans = ()


BY_ID = Way("NOT INDEXED", sorts=True)


def cheapest(model: Any, conditions: list[Condition], sort: str) -> Way:
    """The best way to the first page of the rows with all these conditions."""
    if not sorts_of(model):
        return Way()
    if sort == "pk" or any(one.column == "pk" for one in conditions):
        return BY_ID
    return min(ways(model, conditions, sort), key=lambda way: way.price, default=Way())


def ways(model: Any, conditions: list[Condition], sort: str) -> Iterator[Way]:
    """Every way there is, with its price."""
    all_rows = walk(model, sort)
    if not conditions:
        yield Way(all_rows.name if all_rows else "")
        return
    if len(conditions) == 1 and conditions[0].is_equal and (only := ordered(model, conditions[0].column, sort)):
        yield Way(only.name)
        return
    rows, weights = total(model), {one: weight(model, one) for one in conditions}
    few = min(MOST, max(PAGE, rows // 5))
    if all_rows:
        yield Way(all_rows.name, price=_walking(all_rows, rows, rows, conditions, weights))
    for one in conditions:
        rest = [other for other in conditions if other is not one]
        in_order: Index | None = ordered(model, one.column, sort)
        if one.is_equal and in_order:
            most = weights[one] if weights[one] <= MOST else rows
            yield Way(in_order.name, price=_walking(in_order, rows, most, rest, weights))
        if (weights[one] <= few or one.rows is not None) and (index := in_order or leading(model, one.column)):
            kept = [other for other in inside(index, rest) if weights[other] <= MOST or other.column == one.column]
            price = _sorting(index, weights[one], sort, _share(rows, kept, weights))
            yield Way(index.name, sorts=True, price=price, rows=weights[one])
    for one, other in permutations(conditions, 2):
        index = both(model, one.column, other.column) if one.is_equal else None
        if index and (most := together(model, index.name, one, other)) <= TOGETHER:
            yield Way(index.name, sorts=True, price=_sorting(index, most, sort, 1.0), rows=most)
    for place in (one for one in conditions if one.spans):
        yield from _by_place(model, place, sort, [one for one in conditions if one is not place], rows, weights)


def _by_place(
    model: Any, place: Condition, sort: str, rest: list[Condition], rows: int, weights: dict[Condition, int]
) -> Iterator[Way]:
    """Each place in order."""
    index = ordered(model, place.column, sort)
    if index and (found := places(model, index.name, place)) < MANY_PLACES:
        most = weights[place] if weights[place] <= MOST else rows
        passed = min(found * PAGE / _share(rows, rest, weights), most)
        price = found * PLACE + passed * ENTRY + most * ENTRY * RISK * len(rest)
        yield Way(index.name, price=price, places=place.spans)


def _walking(index: Index, rows: int, most: int, rest: list[Condition], weights: dict[Condition, int]) -> float:
    """The price of an index in the right order, read until a page is full."""
    told = inside(index, rest)
    each = ENTRY if len(told) == len(rest) else ENTRY + ROW * _share(rows, told, weights)
    passed = min(PAGE / _share(rows, rest, weights), most)
    return passed * each + most * each * RISK * len(rest)


def _sorting(index: Index, most: int, sort: str, share: float) -> float:
    """The price of all rows of one condition, of which a share is left to be sorted; common conditions may leave all."""
    return most * ENTRY + (0 if sort in index.fields else most * share * ROW)


def inside(index: Index, conditions: list[Condition]) -> list[Condition]:
    """Those that the index alone can tell."""
    return [one for one in conditions if one.column in index.fields]


def _share(rows: int, conditions: list[Condition], weights: dict[Condition, int]) -> float:
    """The part of all rows that has these conditions, were they independent."""
    found = 1.0
    for one in conditions:
        found *= min(1.0, max(1, weights[one]) / max(1, rows))
    return found
