"""The indexes of a listed object, declared by one call: a walk per sort, the owner's own per sort, the places, the filters."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import models

ALIVE = models.Q(deleted_at=None)


class ForSorting(models.Index):
    """An index in the order of the lists, where nothing is smallest: PostgreSQL must be told for what may be empty."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **options)
        told, self.fields_orders = self.fields_orders, [
            (name, "NULLS FIRST" if model._meta.get_field(name).null else order) for name, order in self.fields_orders
        ]  # fmt: skip
        try:
            return super().create_sql(model, schema_editor, using, **options)
        finally:
            self.fields_orders = told


def listed(
    name: str,
    *sorts: str,
    by: Mapping[str, tuple[str, ...]] | None = None,
    ranges: Sequence[str] = (),
    rare: Sequence[str] = (),
) -> list[models.Index]:
    """What a list of any size needs to be sorted by `sorts` (the first is its own order), seen by any scope, and filtered.

    `by`: filters that many rows may share. Each gets an index in the list's own order, and in that of the sorts named, on
    which its values lie at one end, as won deals do among closing days, and one by place. `ranges`: those of the sorts that
    are filtered from one value to another. `rare`: links whose every value has few rows.

    Behind its order each index also holds what scope and filters ask about, so that only the rows of the page are read."""
    by = by or {}
    asked = ["org_path", "owner", *by, *ranges]
    walks = [held([sort], [*asked, *(sorts if sort in ranges else ())]) for sort in sorts]
    made = [ForSorting(fields=fields, name=short(name, fields[:1]), condition=ALIVE) for fields in walks]
    orders = [[column, sort] for column in ("owner", "org_path") for sort in sorts[1:]]
    orders += [[column, sort] for column, more in by.items() for sort in (sorts[0], *more)]
    made += [ForSorting(fields=held(order, asked), name=short(name, order), condition=ALIVE) for order in orders]
    placed = [held([column, "org_path", sorts[0]], [*asked, *sorts]) for column in by]
    made += [ForSorting(fields=fields, name=short(name, fields), condition=ALIVE) for fields in placed]
    whole = [held([column, sorts[0]], ["deleted_at", *asked]) for column in ("owner", "org_path")]
    whole += [[column, sorts[0], "id"] for column in rare]
    return [*made, *(ForSorting(fields=fields, name=short(name, fields)) for fields in whole)]


def held(order: list[str], asked: list[str]) -> list[str]:
    """An order made unambiguous by the id, and what else the index holds."""
    return [*order, "id", *dict.fromkeys(column for column in asked if column not in order)]


def short(name: str, fields: list[str]) -> str:
    """`customers_c_state_won_amoun`, of at most the 30 characters that a name may have."""
    return "_".join([name, *(field[:9].rstrip("_") for field in fields[:2])])[:30]


@lru_cache(maxsize=512)
def sorts_of(model: Any) -> frozenset[str]:
    """The columns by which this object's rows can be walked in order; empty where it was not `listed()`."""
    return frozenset(index.fields[0] for index in _sorting(model) if index.fields[1] == "id")


@lru_cache(maxsize=512)
def walk(model: Any, sort: str) -> ForSorting | None:
    """The index that holds all rows in this order."""
    return next((index for index in _sorting(model) if index.fields[:2] == [sort, "id"]), None)


@lru_cache(maxsize=4096)
def ordered(model: Any, column: str, sort: str) -> ForSorting | None:
    """The index that holds the rows of each value of a column in this order."""
    return next((index for index in _sorting(model) if index.fields[:3] == [column, sort, "id"]), None)


@lru_cache(maxsize=4096)
def both(model: Any, equal: str, other: str) -> ForSorting | None:
    """The index that begins with the one column and goes on with the other, which holds the rows of both closest together."""
    found = [index for index in _sorting(model) if index.fields[:2] == [equal, other]]
    return max(found, key=lambda index: len(index.fields), default=None)


@lru_cache(maxsize=4096)
def leading(model: Any, column: str) -> models.Index | None:
    """An index that begins with this column and holds every living row."""
    whole = [index for index in model._meta.indexes if index.condition in (None, ALIVE)]
    return next((index for index in whole if index.fields[0] == column), None)


def _sorting(model: Any) -> list[ForSorting]:
    return [index for index in model._meta.indexes if isinstance(index, ForSorting)]
