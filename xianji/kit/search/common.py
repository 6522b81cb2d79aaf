"""How common words are: as PostgreSQL counted them, and beginnings of words by looking at some rows. Kept a while by each
process: what is too old costs time, never hits."""

import random
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

from django.db import connection

from xianji.kit.lists.weights import moment
from xianji.kit.search.reading import met
from xianji.kit.search.terms import But, Demand, Every, Word

LAST = chr(0x10FFFF)
SPOTS, EACH = 500, 6
"""In so many places so many rows are looked at: neighbours resemble each other."""
LUCK = [random.Random(place).random() for place in range(SPOTS)]
"""Where: rows that were loaded in blocks of equal size must not be met at the same place of each."""
SURE = 3
"""Fewer hits among them say nothing."""
SHORT = 3
"""FTS5 has the rows of beginnings up to this long at hand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The tokens that many rows have, sorted, and the part of all rows that has each of them."""

    rows: int = 0
    tokens: tuple[str, ...] = ()
    parts: tuple[float, ...] = ()

    def part(self, word: Word) -> float:
        """Nothing for a word that few rows have; of a beginning, the most common word that begins so."""
        start = bisect_left(self.tokens, word.token)
        if word.prefix:
            return max(self.parts[start : bisect_left(self.tokens, word.token + LAST)], default=0.0)
        return self.parts[start] if self.tokens[start : start + 1] == (word.token,) else 0.0


def rows() -> int:
    """About how many rows there are; on PostgreSQL 0 before they were counted."""
    return _counted(*_now()).rows


def share(demand: Demand) -> float:
    """About the part of all rows that meets a demand, 0 where it is small or unknown. Words asked for together are taken to
    stand together, as pairs of one name do."""
    if isinstance(demand, Word):
        return max(_counted(*_now()).part(demand), sampled(demand) if demand.prefix and _is_slow(demand) else 0.0)
    if isinstance(demand, But):
        return 1.0 - share(demand.unwanted)
    parts = map(share, demand.parts)
    return min(parts, default=1.0) if isinstance(demand, Every) else min(1.0, sum(parts))


def sampled(demand: Demand) -> float:
    """The part of some rows that meets a demand, rather less than more, and 0 where hardly one does: a walk in vain costs
    more than one that was not tried."""
    return _sampled(demand, *_now())


def forget() -> None:
    """Look anew: for tests."""
    _counted.cache_clear()
    _sampled.cache_clear()


def _is_slow(beginning: Word) -> bool:
    return connection.vendor != "sqlite" or len(beginning.token) > SHORT


def _now() -> tuple[str, int]:
    return str(connection.settings_dict["NAME"]), moment()


@lru_cache(maxsize=4)
def _counted(_database: str, _moment: int) -> Counted:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return Counted(_last(cursor))
        cursor.execute(
            "SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stats s ON s.schemaname = n.nspname "
            "AND s.tablename = c.relname AND s.attname = 'words' WHERE c.oid = 'kit_searchrow'::regclass"
        )
        rows, tokens, parts = cursor.fetchone()
    both = sorted(zip(tokens or (), parts or (), strict=False))
    return Counted(max(0, int(rows)), tuple(token for token, _ in both), tuple(part for _, part in both))


@lru_cache(maxsize=1024)
def _sampled(demand: Demand, _database: str, _moment: int) -> float:
    condition, parameters = met(demand)
    with connection.cursor() as cursor:
        first, last = _first(cursor), _last(cursor)
        if last - first < SPOTS * EACH:
            return 0.0
        spots = ", ".join(f"({first - 1 + int(place * (last - first))})" for place in LUCK)
        cursor.execute(
            f"WITH spots(spot) AS (VALUES {spots}) SELECT count(*), count(CASE WHEN {condition} THEN 1 END) FROM spots "
            f"JOIN kit_searchrow r ON r.id > spot AND r.id <= spot + {EACH}", parameters,
        )  # fmt: skip
        seen, hits = cursor.fetchone()
    return max(0.0, hits - sqrt(hits)) / seen if hits >= SURE else 0.0


def _last(cursor: Any) -> int:
    """The greatest id: rows written anew get new ones, so there are fewer rows."""
    cursor.execute("SELECT max(id) FROM kit_searchrow")
    return cursor.fetchone()[0] or 0


def _first(cursor: Any) -> int:
    """The least id: an index that was made anew begins far up."""
    cursor.execute("SELECT min(id) FROM kit_searchrow")
    return int(cursor.fetchone()[0] or 0)
