"""How many entries of an index are passed until a page is full: tried on the first of them, as no count of rows tells where in
an order they lie. Kept a while by each process, like the weights."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from xianji.kit.lists.placewise import HERE, Places, Spans
from xianji.kit.lists.steered import steer
from xianji.kit.lists.weights import Told, now
from xianji.kit.order import sorted_by

PAGE = 51
TRIED = 1_000, 20_000
"""Entries that are looked at: a few, and more where these do not fill a page."""


@dataclass(frozen=True)
class Reading:
    """An index read in the order of a sort: what it begins with, the places it is read for one by one, what is asked besides,
    and whether it tells that by itself."""

    index: str
    begins: Q
    rest: Q
    spans: Spans = ()
    is_told: bool = True

    def passed(self, model: Any, sort: str, down: bool, most: int) -> int:
        """The entries read until 51 have what the rest asks, as far as the first ones tell; at most `most`."""
        words = model, self.index, Told(self.begins), Told(self.rest), self.spans, sort, down
        tries: dict[int, int] = {}
        for tried in TRIED if self.is_told else TRIED[:1]:
            tries = _tries(*words, tried, *now())
            if all(hits >= PAGE for hits in tries):
                break
        places = max(1, sum(tries.values()))
        found = sum(times * (tried // places * PAGE // hits if hits else most // places) for hits, times in tries.items())
        return min(most, found)


@lru_cache(maxsize=8192)
def _tries(
    model: Any, index: str, begins: Told, rest: Told, spans: Spans, sort: str, down: bool, tried: int, *_now: Any
) -> dict[int, int]:
    """{hits among the first entries: number of places with so many}; without places there is one number."""
    rows = steer(model.unscoped.filter(begins.condition, deleted_at=None), index)
    if not spans:
        return {_asked(rows, rest.condition, sort, down, tried).aggregate(n=Count("hit"))["n"]: 1}
    places = Places(steer(model.unscoped.filter(deleted_at=None), index), spans)
    each = tried // max(1, places.count(tried // PAGE))
    arm = _asked(rows.filter(org_path=HERE), rest.condition, sort, down, each)
    return Counter(places.hits(arm))


def _asked(rows: QuerySet, rest: Q, sort: str, down: bool, tried: int) -> QuerySet:
    hit = Case(When(rest, then=Value(1)))
    return sorted_by(rows, sort, down).annotate(hit=hit).values("hit")[:tried]
