"""By which index the rows with some conditions are read in some order: decided here for both databases, from what the object
declared and from how many rows each condition has.

- **in order** by (column, sort, id), where a condition asks for one value of a column that has such an index;
- **few**: by the index of one condition, or of two, all their rows, which are then sorted: at most MOST, and a fifth of all;
- **place by place**: where a condition asks for places, each of them in order;
- **walking** all rows in the order of the sort until the page is full.

Each way is given a price, in microseconds as they were measured. What is read until a page is full is tried before it is taken:
its rows may all lie at the other end of the order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from django.db.models import Index, Q

from xianji.kit.indexes import both, leading, ordered, sorts_of, walk
from xianji.kit.lists.placewise import Spans
from xianji.kit.lists.probing import PAGE, Reading
from xianji.kit.lists.weights import MANY_PLACES, MOST, TOGETHER, places, together, total, weight

ENTRY, SORTED, ROW = 0.07, 0.12, 2.5
"""The price of an entry of an index, of sorting it, and of the row behind it."""
PLACE = 55.0
"""The price of the first rows of one place."""


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
    its price. Where it is read until the page is full: by what reading, the price of its start and of each entry, and how many
    entries there are."""

    index: str = ""
    sorts: bool = False
    price: float = 0
    rows: int = 0
    reading: Reading | None = None
    start: float = 0
    each: float = ENTRY
    most: int = 0

    @property
    def places(self) -> Spans:
        """The places to be read one by one."""
        return self.reading.spans if self.reading else ()


BY_ID = Way("NOT INDEXED", sorts=True)


def cheapest(model: Any, conditions: list[Condition], sort: str, down: bool) -> Way:
    """The best way to the first page of the rows with all these conditions: what seems best is tried before it is taken."""
    if not sorts_of(model):
        return Way()
    if sort == "pk" or any(one.column == "pk" for one in conditions):
        return BY_ID
    left = sorted(ways(model, conditions, sort), key=lambda way: way.price)
    tried: list[Way] = []
    while left and (not tried or left[0].price < min(way.price for way in tried)):
        tried.append(_tried(model, left.pop(0), sort, down))
    return min(tried, key=lambda way: way.price, default=Way())


def _tried(model: Any, way: Way, sort: str, down: bool) -> Way:
    """The same with the price it has as far as can be seen."""
    if way.reading is None or not way.reading.rest:
        return way
    return replace(way, price=way.start + way.each * way.reading.passed(model, sort, down, way.most))


def ways(model: Any, conditions: list[Condition], sort: str) -> Iterator[Way]:
    """Every way there is, with the price it has if conditions and order have nothing to do with each other."""
    all_rows = walk(model, sort)
    if not conditions:
        yield Way(all_rows.name if all_rows else "")
        return
    if len(conditions) == 1 and conditions[0].is_equal and (only := ordered(model, conditions[0].column, sort)):
        yield Way(only.name)
        return
    weigh = Weighed(model, {one: weight(model, one) for one in conditions}, total(model))
    few = min(MOST, max(PAGE, weigh.rows // 5))
    if all_rows:
        yield weigh.read(all_rows, sort, [])
    for one in conditions:
        rest = [other for other in conditions if other is not one]
        in_order = ordered(model, one.column, sort)
        if one.is_equal and in_order:
            yield weigh.read(in_order, sort, [one])
        if one.spans and in_order and (found := places(model, in_order.name, one)) < MANY_PLACES:
            yield weigh.read(in_order, sort, [one], found)
        if (weigh.weights[one] <= few or one.rows is not None) and (index := in_order or leading(model, one.column)):
            kept = [other for other in inside(index, rest) if weigh.weights[other] <= MOST or other.column == one.column]
            yield sorting(index, weigh.weights[one], sort, weigh.share(kept))
    for one, other in permutations(conditions, 2):
        pair = both(model, one.column, other.column) if one.is_equal else None
        if pair and (most := together(model, pair.name, one, other)) <= TOGETHER:
            yield sorting(pair, most, sort)


@dataclass(frozen=True)
class Weighed:
    """Conditions and how many rows each has, of all rows."""

    model: Any
    weights: dict[Condition, int]
    rows: int

    def read(self, index: Index, sort: str, begins: list[Condition], places: int | None = None) -> Way:
        """An index in the right order, which begins with these conditions, or with each of some places, until a page is full;
        what is asked about the sort itself bounds it."""
        bounds = [*begins, *(one for one in self.weights if one.column == sort)]
        rest = [one for one in self.weights if one not in bounds]
        known = [self.weights[one] for one in bounds if self.weights[one] <= MOST]
        most = min(known, default=self.rows)
        told = inside(index, rest)
        is_told = len(told) == len(rest)
        each = ENTRY if is_told else ENTRY + ROW * self.share(told)
        begun, asked = (Q(*(one.q for one in each_of)) for each_of in (bounds, rest))
        reading = Reading(index.name, begun, asked, () if places is None else begins[0].spans, is_told)
        start, passed = (places or 0) * PLACE, min(PAGE * (places or 1) / self.share(rest), most)
        return Way(index.name, price=start + passed * each, reading=reading, start=start, each=each, most=most)

    def share(self, conditions: list[Condition]) -> float:
        """The part of all rows that has these conditions, were they independent."""
        found = 1.0
        for one in conditions:
            found *= min(1.0, max(1, self.weights[one]) / max(1, self.rows))
        return found


def sorting(index: Index, most: int, sort: str, share: float = 1.0) -> Way:
    """All rows of some conditions, of which a share is left to be sorted; common conditions may leave all."""
    each = SORTED if sort in index.fields else SORTED + ROW
    return Way(index.name, sorts=True, price=most * ENTRY + most * share * each, rows=most)


def inside(index: Index, conditions: list[Condition]) -> list[Condition]:
    """Those that the index alone can tell."""
    return [one for one in conditions if one.column in index.fields]
