"""Ids from the inverted index, in the ways that are quick on either database.

FTS5 keeps the rows of a word in the order of ids and stops when it has enough, the oldest first a third faster than the newest
first; but all rows of all words that begin so have to be **gathered** first. PostgreSQL gathers whatever it is asked for. That
suits what is rare; what is common is found by **walking** the newest rows until enough of them meet the demand.
"""

from collections.abc import Sequence
from math import isqrt
from typing import Any

from django.db import connection

from xianji.kit.search.common import rows, sampled, share
from xianji.kit.search.reading import met
from xianji.kit.search.terms import ANYTHING, Demand, either, every, for_postgresql, for_sqlite, has_prefix, is_wide

STEPS = 4.5
"""So many rows are walked past in the time in which one is gathered."""
MERGED = 0.1
"""FTS5: so many rows are walked past in the time in which one of a beginning is merged into the others."""
SCARCE = 0.1
"""A place with so small a part of the rows that have the beginning of a word is gathered by itself."""


def few(words: Demand, most: int) -> list[int] | None:
    """All rows that meet the demand, in no order; None where they are more than these, or known to be."""
    if share(words) * rows() > 2 * most:
        return None
    found = _matched(words, "ASC", most + 1) if connection.vendor == "sqlite" else _gathered(words, most + 1)
    return found if len(found) <= most else None


def newest(words: Demand, places: Sequence[Demand], most: int, beginning: Demand = ANYTHING) -> list[int]:
    """The newest rows, first of all, that have the words, lie in one of the places, and begin so if that is asked."""
    if not places:
        return []
    if connection.vendor == "sqlite":
        return _by_fts5(words, either(*places), most, beginning)
    found = {pk for place in places for pk in _by_gin(words, place, most, beginning)}
    return sorted(found, reverse=True)[:most]


def _by_fts5(words: Demand, place: Demand, most: int, beginning: Demand) -> list[int]:
    if beginning != ANYTHING:
        return _matched(every(beginning, place), "DESC", most, words)
    demand = every(words, place)
    common = share(words)
    part = sampled(demand) if common else 0.0
    if found := _walked(demand, most, part, int(common * rows() * MERGED)):
        return found
    if not part and not is_wide(place):
        found = _matched(demand, "ASC", most)
        if len(found) < most:
            return found
    return _matched(demand, "DESC", most)


def _by_gin(words: Demand, place: Demand, most: int, beginning: Demand) -> list[int]:
    """Where the rows of a beginning of words must be gathered first, a longer walk is worth it. A row is asked for the words
    first: most have not got them, and a place may be one of sixty kinds."""
    told, is_any = every(beginning, place), beginning == ANYTHING
    span = _span(most) + int(share(words) * rows() if is_any and has_prefix(words) else 0)
    part = share(words if is_any else beginning) * share(place)
    if found := _walked(every(words, told), most, part, span):
        return found
    if has_prefix(words) and not (is_any and share(place) >= SCARCE * share(words)):
        return _gathered(told, most, words)
    return _gathered(every(words, told), most)


def _span(most: int) -> int:
    """How far to walk for so many hits. Were they to lie further apart, they would be few enough to be gathered."""
    return isqrt(int(STEPS * most * rows()))


def _walked(demand: Demand, most: int, part: float, span: int) -> list[int]:
    """The newest among the last rows, where so many are expected and found. SQLite would sort a subquery once more, and is
    content with the ids, of which not all have a row any more."""
    if part * span < most:
        return []
    condition, parameters = met(demand)
    last = "(SELECT * FROM kit_searchrow ORDER BY id DESC LIMIT %s) r WHERE true"
    if connection.vendor == "sqlite":
        last = "kit_searchrow r WHERE r.id > (SELECT max(id) FROM kit_searchrow) - %s"
    found = _ids(f"SELECT r.id FROM {last} AND {condition} ORDER BY r.id DESC LIMIT %s", [span, *parameters, most])
    return found if len(found) == most else []


def _matched(demand: Demand, way: str, most: int, kept: Demand | None = None) -> list[int]:
    """FTS5: in this order, of what meets the demand what also meets the other."""
    condition, parameters = met(kept) if kept else ("", [])
    beside = f"CROSS JOIN kit_searchrow r ON r.id = w.rowid AND {condition}" if kept else ""
    sql = f"SELECT w.rowid FROM kit_searchwords w {beside} WHERE w.kit_searchwords MATCH %s ORDER BY w.rowid {way} LIMIT %s"
    return _ids(sql, [*parameters, for_sqlite(demand), most])


def _gathered(demand: Demand, most: int, kept: Demand | None = None) -> list[int]:
    """GIN: all rows that meet the demand, and of these the newest that meet the other; OFFSET keeps the planner from walking."""
    condition, parameters = met(kept) if kept else ("true", [])
    sql = f"SELECT r.id FROM kit_searchrow r WHERE r.words @@ %s::tsquery AND {condition} OFFSET 0"
    return _ids(f"SELECT id FROM ({sql}) found ORDER BY id DESC LIMIT %s", [for_postgresql(demand), *parameters, most])


def _ids(sql: str, parameters: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [pk for (pk,) in cursor.fetchall()]
