"""Asking a table: `decide("quote.approvers", discount=…)` answers with the values, and with the version and row that gave them.

Versions are read at most once a minute per process and compiled once; a process that publishes reads again at once.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.content import Content
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.models import TableVersion

PAGE = "/policy/tables"


@dataclass(frozen=True)
class Answer(Mapping[str, Any]):
    """What a table said: a mapping of its outputs; empty where no row hit."""

    values_by_output: dict[str, Any]
    rows: tuple[str, ...]
    """The ids of the rows that gave it."""
    table: str
    version: int

    def __getitem__(self, output: str) -> Any:
        return self.values_by_output[output]

    def __iter__(self) -> Any:
        return iter(self.values_by_output)

    def __len__(self) -> int:
        return len(self.values_by_output)

    @property
    def href(self) -> str:
        """The page of the version with the rows marked."""
        marks = f"?row={','.join(self.rows)}" if self.rows else ""
        return f"{PAGE}/{self.table}/{self.version}{marks}"


def decide(name: str, on: date | None = None, **facts: Any) -> Answer:
    """What the table in force on the day of the event says; a missing or wrong fact is refused."""
    number, compiled = in_force(name, on)
    values, rows = compiled.ask(f"{name}@{number}", facts)
    return Answer(values, tuple(rows), name, number)


def in_force(name: str, on: date | None = None) -> tuple[int, Compiled]:
    """The version that holds on a day: the newest approved one whose first day has come, else the one that ships."""
    day = on or timezone.localdate()
    for effective_on, number in _approved(int(time.time() // 60)).get(table(name).name, ()):
        if effective_on <= day:
            return number, _compiled(name, number)
    return _shipped(name)


def places(name: str, number: int, rows: list[str]) -> list[int]:
    """Where these rows stand in a version, counted from its top as its page does."""
    kept = _order(name, number)
    return [kept[row] for row in rows if row in kept]


def content_of(name: str, number: int) -> Content:
    """The content of a kept version."""
    return TableVersion.objects.get(table=name, number=number).read


def forget() -> None:
    """Read again at the next question."""
    _approved.cache_clear()
    _compiled.cache_clear()
    _shipped.cache_clear()
    _order.cache_clear()


@lru_cache(maxsize=1)
def _approved(_minute: int) -> dict[str, list[tuple[date, int]]]:
    """{table: [(first day, number)]}, the latest first."""
    found: dict[str, list[tuple[date, int]]] = {}
    rows = TableVersion.objects.filter(state=TableVersion.State.APPROVED)
    for name, effective_on, number in rows.order_by("table", "-effective_on", "-number").values_list(
        "table", "effective_on", "number"
    ):
        if effective_on is not None:
            found.setdefault(name, []).append((effective_on, number))
    return found


@lru_cache(maxsize=256)
def _compiled(name: str, number: int) -> Compiled:
    """An approved version never changes, so it is compiled once."""
    return Compiled(content_of(name, number))


@lru_cache(maxsize=256)
def _order(name: str, number: int) -> dict[str, int]:
    """{row: place}; a version that was decided by never changes."""
    kept = TableVersion.objects.filter(table=name, number=number).first()
    content = kept.read if kept else table(name).content
    return {row.id: place for place, row in enumerate(content.rows, 1)}


@lru_cache(maxsize=256)
def _shipped(name: str) -> tuple[int, Compiled]:
    """Version 1 as it is declared, where it has not been kept yet."""
    return 1, Compiled(table(name).content)
