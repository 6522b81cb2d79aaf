"""Many rows into one table: ids taken in one go, values prepared column by column, COPY on PostgreSQL, one prepared
statement on SQLite. It writes what it is given: rules, journal and index are the business of its callers.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models, router, transaction

TEXT = (models.CharField, models.TextField)
WHOLE = (models.IntegerField, models.ForeignKey)
Column = Sequence[Any]
ROOM_KIB = 65_536
SELDOM = (200_000, 20, 20)


def insert(records: Sequence[Any]) -> None:
    """Store new records of one kind with new ids, as `bulk_create` would."""
    if not records:
        return
    model = type(records[0])
    key = model._meta.pk
    bare = [record for record in records if record.pk is None]
    for record, pk in zip(bare, take_ids(model, len(bare)), strict=True):
        record.pk = pk
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    insert_columns(model, [f.attname for f in fields], [prepared(f, records) if f is not key else _pks(records) for f in fields])
    alias = router.db_for_write(model)
    for record in records:
        record._state.adding, record._state.db = False, alias


def insert_columns(model: Any, names: Sequence[str], columns: Sequence[Column]) -> None:
    """Rows given as columns, their values as the database takes them; the names are attributes of the model."""
    rows = zip(*columns, strict=True)
    insert_rows(model, names, list(rows) if len(columns[0]) == 1 else rows)


def insert_new(model: Any, names: Sequence[str], columns: Sequence[Column]) -> Sequence[int]:
    """The same with new ids, which are returned; a single row learns its own from the statement that stores it."""
    key = model._meta.pk
    if len(columns[0]) == 1:
        sql = _statement(model._meta.db_table, [_column(model, name) for name in names])
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} RETURNING {connection.ops.quote_name(key.column)}", [column[0] for column in columns])
            return [cursor.fetchone()[0]]
    ids = take_ids(model, len(columns[0]))
    insert_columns(model, [key.attname, *names], [ids, *columns])
    return ids


def insert_rows(model: Any, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows whose values are as the database takes them."""
    _fill(model._meta.db_table, [_column(model, name) for name in names], rows)


def update(records: Sequence[Any], names: Iterable[str]) -> None:
    """Write these fields of many stored records of one kind, each with its own values."""
    if not records:
        return
    model = type(records[0])
    fields = [model._meta.get_field(name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    rows = zip(*[prepared(field, records) for field in fields], _pks(records), strict=True)
    columns = [connection.ops.quote_name(field.column) for field in fields]
    key = connection.ops.quote_name(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            given = ", ".join(f"{column} = %s" for column in columns)
            cursor.executemany(f"UPDATE {table} SET {given} WHERE {key} = %s", rows)  # type: ignore[arg-type]
            return
        cursor.execute(f"CREATE TEMPORARY TABLE xj_changed AS SELECT {', '.join([*columns, key])} FROM {table} WITH NO DATA")
        _fill("xj_changed", [*(field.column for field in fields), model._meta.pk.column], rows)
        given = ", ".join(f"{column} = xj_changed.{column}" for column in columns)
        cursor.execute(f"UPDATE {table} SET {given} FROM xj_changed WHERE {table}.{key} = xj_changed.{key}")
        cursor.execute("DROP TABLE xj_changed")


def take_ids(model: Any, count: int) -> Sequence[int]:
    """Ids that nobody else gets: from the sequence, or after the last one under SQLite's only write lock."""
    if not count:
        return ()
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)::regclass"
            cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [f'"{table}"', key, count])
            return [pk for (pk,) in cursor.fetchall()]
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("Ids are taken inside the transaction that uses them.")
        name = connection.ops.quote_name
        cursor.execute(
            f"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0), "
            f"coalesce((SELECT max({name(key)}) FROM {name(table)}), 0))", [table],
        )  # fmt: skip
        first = cursor.fetchone()[0] + 1
    return range(first, first + count)


def prepared(field: Any, records: Sequence[Any]) -> Column:
    """The values of one field as the database takes them: what is the same in many rows is converted once."""
    if is_written_by_itself(field):
        for record in records:
            setattr(record, field.attname, field.pre_save(record, True))
    return adapted(field, [record.__dict__[field.attname] for record in records])


def adapted(field: Any, values: Column) -> Column:
    """Values of one field as the database takes them."""
    kinds = set(map(type, values))
    kinds.discard(type(None))
    if not kinds or kinds == {plain_type(field)}:
        return values
    kind = next(iter(kinds))
    convert = _converter(field, kind)
    if len(kinds) > 1 or kind.__hash__ is None:
        return [convert(value) for value in values]
    known: dict[Any, Any] = {value: convert(value) for value in set(values)}
    return [known[value] for value in values]


def _converter(field: Any, kind: type) -> Callable[[Any], Any]:
    def ordinary(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if kind is not datetime or type(field) is not models.DateTimeField or connection.timezone is not UTC:
        return ordinary
    written = _moment if connection.vendor == "sqlite" else _unchanged
    return lambda moment: written(moment) if moment is not None and moment.tzinfo else ordinary(moment)


def _unchanged(value: Any) -> Any:
    return value


@lru_cache(maxsize=16_384)
def _moment(value: datetime) -> str:
    """As Django writes it into SQLite, without asking field and settings each time; it often stands in several columns."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def plain_type(field: Any) -> type | None:
    """The type whose values the database takes as they are; None where the field has a way of its own."""
    own = type(field).get_prep_value, type(field).get_db_prep_save, type(field).get_db_prep_value
    if not all(method.__module__.startswith("django.") for method in own):
        return None
    return str if isinstance(field, TEXT) else int if isinstance(field, WHOLE) else None


def is_written_by_itself(field: Any) -> bool:
    """Whether the field makes its value when it is saved, as fingerprints do."""
    if isinstance(field, models.DateField) and not (field.auto_now or field.auto_now_add):
        return False
    return type(field).pre_save is not models.Field.pre_save


def _pks(records: Sequence[Any]) -> Column:
    return [record.pk for record in records]


@lru_cache(maxsize=4096)
def _column(model: Any, name: str) -> str:
    return next(field.column for field in model._meta.concrete_fields if field.attname == name)


def _fill(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        if isinstance(rows, list) and len(rows) == 1:
            cursor.execute(_statement(table, columns), rows[0])
        elif connection.vendor == "postgresql":
            connection.validate_no_broken_transaction()
            with connection.wrap_database_errors, cursor.copy(f"COPY {_named(table, columns)} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_statement(table, columns), rows)  # type: ignore[arg-type]


def _statement(table: str, columns: Sequence[str]) -> str:
    return _inserting(table, tuple(columns))


@lru_cache(maxsize=1024)
def _inserting(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {_named(table, columns)} VALUES ({', '.join(['%s'] * len(columns))})"


def _named(table: str, columns: Sequence[str]) -> str:
    name = connection.ops.quote_name
    return f"{name(table)} ({', '.join(map(name, columns))})"


@contextmanager
def roomy() -> Iterator[None]:
    """For a bulk load: room in memory for the pages that it touches again and again, and a collector of garbage that does not
    look through thousands of living rows every few hundred."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        with _pages():
            yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _pages() -> Iterator[None]:
    """PostgreSQL has its own."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    bare = connection.connection
    (before,) = bare.execute("PRAGMA cache_size").fetchone()
    bare.execute(f"PRAGMA cache_size = -{ROOM_KIB}")
    try:
        yield
    finally:
        bare.execute(f"PRAGMA cache_size = {before}")
