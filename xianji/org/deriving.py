"""Rows that follow from other rows, written where they lie: one INSERT from a SELECT, whatever their number."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast


def insert_from(model: Any, rows: QuerySet, columns: Mapping[str, Any]) -> int:
    """Store one new row per row of the query; what is there already, by any unique key, stays as it is. `columns` gives an
    expression, the name of a column of the query, or a plain value per field; the others get their defaults. Returns how
    many rows are new."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField) and not field.generated]
    given = {f"new_{field.attname}": expression(field, columns) for field in fields}
    asked = rows.order_by().annotate(**given).values_list(*given)
    try:
        sql, parameters = asked.query.sql_with_params()
    except EmptyResultSet:
        return 0
    name = connection.ops.quote_name
    names = ", ".join(name(field.column) for field in fields)
    start, end = ("INSERT OR IGNORE", "") if connection.vendor == "sqlite" else ("INSERT", " ON CONFLICT DO NOTHING")
    with connection.cursor() as cursor:
        cursor.execute(f"{start} INTO {name(model._meta.db_table)} ({names}) {sql}{end}", parameters)
        return int(cursor.rowcount)


def expression(field: Any, columns: Mapping[str, Any]) -> Any:
    """What goes into a field, in the type that its column has."""
    found = columns.get(field.attname, columns.get(field.name, _DEFAULT))
    if found is _DEFAULT:
        found = field.get_default()
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    plain = kind if not isinstance(kind, models.AutoField) else models.BigIntegerField()
    if isinstance(found, F) or hasattr(found, "resolve_expression"):
        return found
    return Value(None, output_field=plain) if found is None else Cast(Value(found, output_field=plain), plain)


_DEFAULT: Any = object()
