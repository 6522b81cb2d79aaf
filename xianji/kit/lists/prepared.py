"""Statements kept once they are compiled: the same list asked by the same actor is the same SQL, and compiling it takes longer
than answering it. What differs each time, where the page begins and what a search found, is given when it is executed."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, Value

from xianji.org.among import Among

KEPT = 2048


@dataclass(frozen=True)
class Slot:
    """Stands among the parameters of a compiled statement for a value given later; `field` knows how the database has it."""

    name: str
    field: Any
    is_many: bool = False

    def filled(self, given: Any, connection: Any) -> Any:
        if not self.is_many:
            return self.field.get_db_prep_value(given, connection)
        return json.dumps(given) if connection.vendor == "sqlite" else given


class Given(Value):
    """A value to compare with, given when the statement is executed."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [Slot(self.value, self.output_field)]


class AmongGiven(Among):
    """That the id is one of those given when the statement is executed."""

    def __init__(self, name: str) -> None:
        super().__init__("pk", ())
        self.slot = name

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> Any:  # type: ignore[override]
        sql, parameters = super().as_sql(compiler, connection, **options)
        return sql, [*parameters[:-1], Slot(self.slot, None, is_many=True)]


class Statement:
    """A statement by what it was made from; made when it is first asked for."""

    def __init__(self, words: Hashable, make: Callable[[], QuerySet]) -> None:
        self.words, self.make = words, make

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statement) and self.words == other.words


def rows_of(words: Hashable, make: Callable[[], QuerySet], given: Mapping[str, Any], alias: str = "default") -> list[tuple]:
    """The rows of a `values_list`; compiled once per connection, executed anew each time with what is given."""
    connection = connections[alias]
    try:
        compiler, sql, parameters = _compiled(connection, Statement(words, make))
    except EmptyResultSet:
        return []
    filled = [one.filled(given[one.name], connection) if isinstance(one, Slot) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, filled)
        found = cursor.fetchall()
    return list(compiler.results_iter(results=[found], tuple_expected=True))


def forget() -> None:
    """Compile anew: for tests."""
    _compiled.cache_clear()


@lru_cache(maxsize=KEPT)
def _compiled(connection: Any, statement: Statement) -> tuple[Any, str, tuple]:
    compiler = statement.make().query.get_compiler(connection=connection)
    return compiler, *compiler.as_sql()
