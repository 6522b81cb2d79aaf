"""Queries that say which index to use: SQLite takes it as said, PostgreSQL chooses by its statistics."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import Expression
from django.db.models.sql.datastructures import BaseTable

BY_ID = "NOT INDEXED"


class SteeredTable(BaseTable):
    """A table read by one index."""

    def __init__(self, table_name: str, alias: Any, index: str) -> None:
        super().__init__(table_name, alias)
        self.index = index

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = super().as_sql(compiler, connection)
        if connection.vendor != "sqlite":
            return sql, parameters
        return f"{sql} {BY_ID if self.index == BY_ID else f'INDEXED BY {connection.ops.quote_name(self.index)}'}", parameters

    def relabeled_clone(self, change_map: Any) -> "SteeredTable":
        return type(self)(self.table_name, change_map.get(self.table_alias, self.table_alias), self.index)


def steer(rows: QuerySet, index: str) -> QuerySet:
    """The same rows, read by this index; an empty name leaves the choice to the database."""
    if index:
        alias = rows.query.get_initial_alias()
        rows.query.alias_map[alias] = SteeredTable(rows.model._meta.db_table, alias, index)
    return rows


class AnyOf(Expression):
    """The ids of several queries or expressions, each cut to its first rows; for `pk__in`."""

    output_field = BigIntegerField()
    contains_aggregate = False

    def __init__(self, arms: list[Any]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.arms = arms

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        told, parameters = [], []
        for arm in self.arms:
            try:
                sql, values = self._told(arm, compiler, connection)
            except EmptyResultSet:
                continue
            told.append(f"SELECT * FROM ({sql}) AS arm")
            parameters += values
        if not told:
            raise EmptyResultSet
        return f"({' UNION ALL '.join(told)})", tuple(parameters)

    @staticmethod
    def _told(arm: Any, compiler: Any, connection: Any) -> Any:
        if isinstance(arm, QuerySet):
            return arm.query.get_compiler(connection=connection).as_sql()
        return compiler.compile(arm)
