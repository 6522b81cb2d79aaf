"""How many rows a condition has, counted in its own index as far as it matters, and kept a while by each process."""

import time
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from xianji.kit.indexes import leading
from xianji.kit.lists.placewise import Places
from xianji.kit.lists.steered import steer

MOST = 50_000
"""Counted no further: a condition with more rows is common."""
TOGETHER = 20_000
"""The same for two conditions, which are counted for every reader anew."""
MANY_PLACES = 200
KEPT = 600
"""Seconds. A weight that is too old costs time, never rows."""


def weight(model: Any, condition: Any) -> int:
    """The rows with this condition, at most MOST + 1; without an index it counts as common."""
    if condition.rows is not None:
        return condition.rows
    index = leading(model, condition.column)
    return _weight(model, index.name, Told(condition.q), *now()) if index else MOST + 1


def together(model: Any, index: str, one: Any, other: Any) -> int:
    """The rows with both conditions, at most TOGETHER + 1, by an index that begins with them."""
    return _weight(model, index, Told(one.q & other.q), *now(), most=TOGETHER)


def places(model: Any, index: str, condition: Any) -> int:
    """How many places the rows of a condition lie in, counted up to MANY_PLACES."""
    return _places(model, index, condition.spans, *now())


def total(model: Any) -> int:
    """About how many rows there are: the greatest id."""
    return _total(model, *now())


def forget() -> None:
    """Count anew: for tests, and after a large import."""
    _weight.cache_clear()
    _places.cache_clear()
    _total.cache_clear()


def moment() -> int:
    """Rises when weights are counted anew."""
    return int(time.time() // KEPT)


class Told:
    """A condition as a key: two that say the same are the same."""

    def __init__(self, condition: Q) -> None:
        self.condition = condition
        self.words = words_of(condition)

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told) and self.words == other.words


def words_of(condition: Any) -> Hashable:
    """What a condition says, a question inside it by its SQL: printed, it would be asked."""
    if isinstance(condition, Q):
        return condition.connector, condition.negated, *map(words_of, condition.children)
    if isinstance(condition, tuple):
        name, value = condition
        return name, str(value.query) if isinstance(value, QuerySet) else str(value)
    return str(condition)


def now() -> tuple[str, int]:
    return str(connection.settings_dict["NAME"]), moment()


@lru_cache(maxsize=8192)
def _weight(model: Any, index: str, told: Told, _database: str, _moment: int, most: int = MOST) -> int:
    rows = steer(model.unscoped.filter(told.condition, deleted_at=None), index)
    return rows.order_by().values("pk")[: most + 1].count()


@lru_cache(maxsize=1024)
def _places(model: Any, index: str, spans: Any, _database: str, _moment: int) -> int:
    return Places(steer(model.unscoped.filter(deleted_at=None), index), spans).count(MANY_PLACES)


@lru_cache(maxsize=256)
def _total(model: Any, _database: str, _moment: int) -> int:
    return model.unscoped.order_by("-pk").values_list("pk", flat=True).first() or 0
