"""Sorting and keyset paging that mean the same on both databases: nothing is smaller than every value."""

from typing import Any

from django.db.models import F, Func, Q, QuerySet
from django.db.models.expressions import OrderBy


class Smallest(OrderBy):
    """Order with NULL as the smallest value: SQLite does so by itself, PostgreSQL is told, as its index must be."""

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = super().as_sql(compiler, connection)
        return sql + (" NULLS LAST" if self.descending else " NULLS FIRST"), parameters


class ByHand(Func):
    """The value itself, as no index has it: PostgreSQL reads the rows by their conditions, then sorts them."""

    function, arity = "GREATEST", 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="%(expressions)s", **context)


def sorted_by(rows: QuerySet, name: str, down: bool, by_hand: bool = False) -> QuerySet:
    """Rows in order of a column and then of id, both in one direction; `by_hand` where there are only a few."""
    if name in ("pk", "id"):
        return rows.order_by("-pk" if down else "pk")
    if by_hand:
        return rows.order_by(Smallest(ByHand(F(name)), descending=down), "-pk" if down else "pk")
    sort = Smallest(F(name), descending=down) if rows.model._meta.get_field(name).null else f"{'-' if down else ''}{name}"
    return rows.order_by(sort, "-pk" if down else "pk")


def past(rows: QuerySet, name: str, down: bool, value: Any, pk: int) -> QuerySet:
    """The rows after one with this value and id. The bound beside the OR lets PostgreSQL use the index."""
    op = "lt" if down else "gt"
    if name in ("pk", "id"):
        return rows.filter(**{f"pk__{op}": pk})
    same = Q(**{name: value, f"pk__{op}": pk}) if value is not None else Q(**{f"{name}__isnull": True, f"pk__{op}": pk})
    if value is None:
        return rows.filter(same) if down else rows.filter(same | Q(**{f"{name}__isnull": False}))
    further, bound = Q(**{f"{name}__{op}": value}), Q(**{f"{name}__{op}e": value})
    if not rows.model._meta.get_field(name).null:
        return rows.filter(further | same, bound)
    if down:
        return rows.filter(further | same | Q(**{f"{name}__isnull": True}))
    return rows.filter(further | same, bound)
