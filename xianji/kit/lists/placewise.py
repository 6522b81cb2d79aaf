"""The first rows of many places in one order: each place has an index in that order, all together have none. The places that
there are get found in the index itself, by one step each, then the first rows of each are read and the first of these taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.expressions import Expression

from xianji.org.fields import PathField

Spans = tuple[tuple[str, str], ...]


class Named(Expression):
    """A column of the statement around: `place.path`."""

    contains_aggregate = False

    def __init__(self, name: str) -> None:
        super().__init__(output_field=PathField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return self.name, ()


HERE = Named("place.path")


@dataclass(frozen=True)
class Places:
    """The paths within some spans that rows have; `rows` reads them by an index that begins with the path, or reaches it."""

    rows: QuerySet
    spans: Spans

    def sql(self, connection: Any) -> tuple[str, list[Any]]:
        """A statement whose one column is `path`."""
        first, begin = self._next(connection, org_path__gte=Named("span.low"), org_path__lt=Named("span.high"))
        further, goes_on = self._next(connection, org_path__gt=HERE, org_path__lt=Named("place.high"))
        given = 'CAST(%s AS varchar) COLLATE "C"' if connection.vendor == "postgresql" else "%s"
        values = ", ".join(f"({given}, {given})" for _span in self.spans)
        sql = (
            f"WITH RECURSIVE span(low, high) AS (VALUES {values}), place(path, high) AS ("
            f"SELECT ({first}), span.high FROM span UNION ALL "
            f"SELECT ({further}), place.high FROM place WHERE place.path IS NOT NULL) "
            "SELECT DISTINCT path FROM place WHERE path IS NOT NULL"
        )
        return sql, [*(end for span in self.spans for end in span), *begin, *goes_on]

    def count(self, most: int) -> int:
        """How many there are, counted up to `most`."""
        connection = connections[self.rows.db]
        sql, given = self.sql(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql} LIMIT {most}) AS place", given)
            return int(cursor.fetchone()[0])

    def hits(self, arm: QuerySet) -> list[int]:
        """For each place, in how many rows of an arm its one value is there."""
        connection = connections[self.rows.db]
        sql, given = self.sql(connection)
        tried, begin = arm.query.get_compiler(connection=connection).as_sql()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT (SELECT COUNT(hit) FROM ({tried}) AS tried) FROM ({sql}) AS place", [*begin, *given])
            return [int(row[0]) for row in cursor.fetchall()]

    def _next(self, connection: Any, **bounds: Named) -> tuple[str, tuple[Any, ...]]:
        rows = self.rows.filter(**bounds).order_by("org_path").values("org_path")[:1]
        return rows.query.get_compiler(connection=connection).as_sql()


class FirstOfEach(Expression):
    """The ids of the first rows over all places; `arm` has them of the place HERE, cut to as many."""

    output_field = BigIntegerField()
    contains_aggregate = False

    def __init__(self, places: Places, arm: QuerySet, sort: str, down: bool, size: int) -> None:
        super().__init__(output_field=BigIntegerField())
        self.places, self.down, self.size = places, down, size
        self.arm = arm.annotate(place_sort=F(sort), place_id=F("pk")).values("place_sort", "place_id")[:size]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        places, among = self.places.sql(connection)
        arm, given = self.arm.query.get_compiler(connection=connection).as_sql()
        written = WRITTEN[connection.vendor](places, arm, "DESC" if self.down else "ASC", self.size)
        return written, (*among, *given)


def _on_sqlite(places: str, arm: str, way: str, size: int) -> str:
    """It has no LATERAL, but a table-valued function may depend on what stands before it."""
    rows = f"SELECT json_group_array(json_array(place_sort, place_id)) FROM ({arm})"
    return (
        f"SELECT CAST(one.value ->> 1 AS INTEGER) FROM ({places}) AS place, json_each(({rows})) AS one "
        f"ORDER BY one.value ->> 0 {way}, 1 {way} LIMIT {size}"
    )


def _on_postgresql(places: str, arm: str, way: str, size: int) -> str:
    nothing = "LAST" if way == "DESC" else "FIRST"
    return (
        f"SELECT place_id FROM ({places}) AS place, LATERAL ({arm}) AS one "
        f"ORDER BY place_sort {way} NULLS {nothing}, place_id {way} LIMIT {size}"
    )


WRITTEN: dict[str, Callable[[str, str, str, int], str]] = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
