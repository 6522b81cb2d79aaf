"""One row written at a time: its statement put together once for each kind and set of columns, as Django would write it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connections, router

from xianji.org.loading import is_written_by_itself, plain_type

KEPT = 4096


class Place(NamedTuple):
    """A column: which attribute it takes, the type that the database takes as it is, and whether it makes its own value."""

    name: str
    field: Any
    plain: type | None
    makes_its_own: bool

    def value(self, record: Any, connection: Any, *, new: bool) -> Any:
        """The value as the database takes it."""
        value = self.field.pre_save(record, new) if self.makes_its_own else getattr(record, self.name)
        if value is None or type(value) is self.plain:
            return value
        return self.field.get_db_prep_save(value, connection)


def insert(record: Any) -> None:
    """Store a new record and give it its id."""
    model: Any = type(record)
    record._prepare_related_fields_for_save(operation_name="save")
    columns = places(model)
    if record.pk is None:
        columns = tuple(place for place in columns if place.field is not model._meta.pk)
    connection = connections[router.db_for_write(model)]
    values = [place.value(record, connection, new=True) for place in columns]
    with connection.cursor() as cursor:
        cursor.execute(_inserting(model, tuple(place.name for place in columns)), values)
        record.pk = cursor.fetchone()[0]
    record._state.adding, record._state.db = False, connection.alias


def update(record: Any, names: Iterable[str], **where: Any) -> bool:
    """Write these attributes of a stored record where its columns hold these values; whether it was there."""
    model: Any = type(record)
    known = by_name(model)
    chosen, connection = tuple(names), connections[router.db_for_write(model)]
    values = [known[name].value(record, connection, new=False) for name in chosen]
    with connection.cursor() as cursor:
        cursor.execute(_updating(model, chosen, tuple(where)), [*values, record.pk, *where.values()])
        return cursor.rowcount == 1


@lru_cache(maxsize=KEPT)
def places(model: Any) -> tuple[Place, ...]:
    """The columns of a kind that are written, in the model's order."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return tuple(Place(field.attname, field, plain_type(field), is_written_by_itself(field)) for field in fields)


@lru_cache(maxsize=KEPT)
def by_name(model: Any) -> dict[str, Place]:
    return {place.name: place for place in places(model)}


@lru_cache(maxsize=KEPT)
def _inserting(model: Any, names: Sequence[str]) -> str:
    columns = ", ".join(_quoted(model, name) for name in names)
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({marks}) RETURNING {_quoted(model, model._meta.pk.attname)}"


@lru_cache(maxsize=KEPT)
def _updating(model: Any, names: Sequence[str], where: Sequence[str]) -> str:
    given = ", ".join(f"{_quoted(model, name)} = %s" for name in names)
    held = " AND ".join(f"{_quoted(model, name)} = %s" for name in (model._meta.pk.attname, *where))
    return f"UPDATE {_table(model)} SET {given} WHERE {held}"


def _table(model: Any) -> str:
    return _name(model._meta.db_table)


def _quoted(model: Any, name: str) -> str:
    return _name(by_name(model)[name].field.column)


def _name(name: str) -> str:
    return connections["default"].ops.quote_name(name)
