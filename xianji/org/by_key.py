"""One row by its key, by a statement compiled once: what every request asks for, who asks, is read
each time, but not compiled each time."""

from functools import lru_cache
from typing import Any

from django.db import connections


def by_key(model: Any, key: Any) -> Any:
    """The row as it stands in the primary now, or None."""
    connection = connections["default"]
    compiler, sql = _compiled(connection, model)
    meta = model._meta
    with connection.cursor() as cursor:
        cursor.execute(sql, [meta.pk.get_db_prep_value(key, connection)])
        found = cursor.fetchall()
    names = [field.attname for field in meta.concrete_fields]
    for values in compiler.results_iter(results=[found], tuple_expected=True):
        return model.from_db("default", names, values)
    return None


@lru_cache(maxsize=256)
def _compiled(connection: Any, model: Any) -> tuple[Any, str]:
    """One parameter: the key."""
    names = [field.attname for field in model._meta.concrete_fields]
    compiler = model._base_manager.filter(pk="0").values_list(*names).query.get_compiler(connection=connection)
    sql, (_key,) = compiler.as_sql()
    return compiler, sql
