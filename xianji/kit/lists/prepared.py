"""Statements kept once they are compiled: the same list asked by the same actor is the same SQL, and compiling it takes longer
than answering it."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

KEPT = 2048


class Statement:
    """A statement by what it was made from; made when it is first asked for."""

    def __init__(self, words: Hashable, make: Callable[[], QuerySet]) -> None:
        self.words, self.make = words, make

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statement) and self.words == other.words


def rows_of(words: Hashable, make: Callable[[], QuerySet]) -> list[tuple]:
    """The rows of a `values_list`; compiled once per connection, executed anew each time."""
    try:
        compiler, sql, parameters = _compiled(connections["default"], Statement(words, make))
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    return list(compiler.results_iter(results=[found], tuple_expected=True))


def forget() -> None:
    """Compile anew: for tests."""
    _compiled.cache_clear()


@lru_cache(maxsize=KEPT)
def _compiled(_connection: Any, statement: Statement) -> tuple[Any, str, tuple]:
    compiler = statement.make().query.get_compiler(using="default")
    return compiler, *compiler.as_sql()
