"""`-p tests.kinds`: which kinds of statements each test sends to the database and what it costs, a line of JSON each in the file
named by XIANJI_KINDS. tools/elsewhere.py chooses by it what PostgreSQL need not be asked."""

import json
import os
import re
import time
from collections.abc import Callable, Generator
from functools import cache
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

CLAUSES = re.compile(
    r"\b(LEFT OUTER JOIN|INNER JOIN|LATERAL|GROUP BY|HAVING|DISTINCT|EXISTS|CASE|UNION|WITH|RECURSIVE|FOR UPDATE|SKIP LOCKED|LIKE|ILIKE"
    r"|NULLS FIRST|NULLS LAST|ON CONFLICT|DO NOTHING|DO UPDATE|RETURNING|OVER|INTERVAL|LIMIT|OFFSET|COLLATE|BETWEEN|ESCAPE|SAVEPOINT"
    r"|ROLLBACK TO|ARRAY|ANY|ALL|ORDER BY|DESC|IS NULL|IS NOT NULL|SELECT|INSERT|UPDATE|DELETE|LOCK|COPY|AT TIME ZONE|EXTRACT)\b"
)
FUNCTIONS = re.compile(r"\b([A-Za-z_]+)\(")
OPERATORS = re.compile(r"(::\w+|->>?|#>>?|@>|<@|\|\||~\*?|%%|<>|>=|<=|<<|>>| / | \* | \+ | - )")
sent: dict[str, set[str]] = {"now": set()}


@cache
def kind_of(statement: str) -> str:
    """Its clauses, functions, operators and casts, whatever the table; a plan that is asked for is like no other."""
    if statement.startswith("EXPLAIN"):
        return statement
    return " ".join(sorted({*CLAUSES.findall(statement), *FUNCTIONS.findall(statement), *OPERATORS.findall(statement)}))


def noted(inner: Callable[..., Any]) -> Callable[..., Any]:
    """What the database refuses is a kind of its own."""

    def run(cursor: CursorWrapper, sql: Any, *given: Any) -> Any:
        sent["now"].add(kind_of(str(sql)))
        try:
            return inner(cursor, sql, *given)
        except Exception as refused:
            sent["now"].add(type(refused).__name__)
            raise

    return run


def pytest_configure() -> None:
    for name in ("_execute", "_executemany"):
        setattr(CursorWrapper, name, noted(getattr(CursorWrapper, name)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    from tests.conftest import stays  # not before Django has its settings

    sent["now"], began = set(), time.process_time()
    answer = yield
    with open(os.environ["XIANJI_KINDS"], "a") as told:
        told.write(json.dumps([item.nodeid, stays(item), time.process_time() - began, sorted(sent["now"])]) + "\n")
    return answer
