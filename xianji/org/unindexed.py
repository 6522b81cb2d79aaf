"""For a load larger than what stands there: indexes that only make reading fast go first and are built afterwards, sorted.

Each row touches a page of each index somewhere in the middle; once the indexes no longer fit into memory, that is most of the
time of the load. What keeps rows unique stays. Stopped in between by force, the same call builds what is missing.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def unindexed(models: Iterable[Any], kept: Collection[str] = ()) -> Iterator[None]:
    """Nobody else may be at work: lists are slow or refused meanwhile. `kept` names indexes by which the load itself asks."""
    declared = {name: sql for model in models for name, sql in indexes(model) if name not in kept}
    _run(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}" for name in declared)
    try:
        yield
    finally:
        _make_room()
        _run(declared.values())


def indexes(model: Any) -> Iterator[tuple[str, str]]:
    """(name, statement that makes it where it is missing) of each index that a model declares, without unique ones and
    those of a link to an owned record: what follows a write looks up by them what belongs to it."""
    editor: Any = connection.schema_editor(collect_sql=True)
    looked_up = {field.name for field in model._meta.local_fields if getattr(field.related_model, "owned", False)}
    made = [one.create_sql(model, editor) for one in model._meta.indexes if not one.fields or one.fields[0] not in looked_up]
    plain = [field for field in model._meta.local_fields if field.name not in looked_up]
    made += [one for field in plain for one in editor._field_indexes_sql(model, field)]
    for statement in made:
        sql = str(statement).replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1)
        yield str(statement.parts["name"]).strip('"'), sql


def _make_room() -> None:
    """For sorting."""
    if connection.vendor == "postgresql":
        _run(["SET maintenance_work_mem = '512MB'"])
    else:
        _run(["PRAGMA threads = 2"])


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
