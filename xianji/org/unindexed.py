"""For a load larger than what stands there: indexes that only make reading fast go first and are built afterwards, sorted.

Each row touches a page of each index somewhere in the middle; once the indexes no longer fit into memory, that is most of the
time of the load. What keeps rows unique stays. Stopped in between by force, the same call builds what is missing.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection


@contextmanager
def unindexed(models: Iterable[Any], kept: Collection[str] = ()) -> Iterator[None]:
    """Nobody else may be at work: lists are slow or refused meanwhile. `kept` names indexes by which the load itself asks."""
    declared = [one for model in models for one in indexes(model)]
    _answer_what_is_put_off()
    going = [one.name for one in declared if not one.is_looked_up and one.name not in kept]
    run(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}" for name in going)
    try:
        yield
    finally:
        _answer_what_is_put_off()
        _make_room()
        run(one.sql for one in declared)


def whole(models: Iterable[Any]) -> None:
    """Build what is missing after a load that was stopped by force; a look at the catalogue where nothing is."""
    _answer_what_is_put_off()
    run(one.sql for model in models for one in indexes(model))


class Declared(NamedTuple):
    """An index: the statement that makes it where it is missing, and whether it leads from an owned record to what belongs to
    it, which is what follows a write looks up by it."""

    name: str
    sql: str
    is_looked_up: bool


def indexes(model: Any) -> Iterator[Declared]:
    """What a model declares, without what keeps rows unique."""
    editor: Any = connection.schema_editor(collect_sql=True)
    made = [(one.fields[:1], one.create_sql(model, editor)) for one in model._meta.indexes]
    made += [([f.name], one) for f in model._meta.local_fields for one in editor._field_indexes_sql(model, f)]
    leading = {field.name for field in model._meta.local_fields if getattr(field.related_model, "owned", False)}
    for first, statement in made:
        sql = str(statement).replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1)
        yield Declared(str(statement.parts["name"]).strip('"'), sql, not leading.isdisjoint(first))


def _answer_what_is_put_off() -> None:
    """PostgreSQL changes no indexes of a table on which checks of this transaction are still to come."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


def _make_room() -> None:
    """For sorting."""
    if connection.vendor == "postgresql":
        run(["SET maintenance_work_mem = '512MB'"])
    else:
        run(["PRAGMA threads = 2"])


def run(statements: Iterable[str]) -> None:
    """One statement after the other."""
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
