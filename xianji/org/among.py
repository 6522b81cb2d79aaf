"""Asking for many values at once: one parameter however many there are, where `__in` takes one for each."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models


class Among(models.Func):
    """The condition that a column holds one of these values: `rows.filter(Among("external_ref", keys))`."""

    output_field = models.BooleanField()

    def __init__(self, name: str, values: Iterable[Any]) -> None:
        super().__init__(models.F(name))
        self.values = tuple(values)

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (column,) = self.get_source_expressions()
        field = column.target
        said, parameters = compiler.compile(column)
        values = [field.get_db_prep_value(value, connection, prepared=False) for value in self.values]
        if connection.vendor == "sqlite":
            return f"{said} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(values, ensure_ascii=False)]
        kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
        return f"{said} = ANY(%s::{kind.partition('(')[0]}[])", [*parameters, values]
