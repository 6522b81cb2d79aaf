"""Which tables the product asks, each with the rows that we recommend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from xianji.rulebook.kinds import Kind
from xianji.rulebook.tables import cells, rules
from xianji.rulebook.tables.content import Case, Column, Content, Row


class UnknownTable(LookupError):
    """No such table is declared: a mistake of the program, not of its user."""


@dataclass(frozen=True)
class Declared:
    """A table by its name, and version 1 of it."""

    name: str
    title: Any
    why: Any
    area: str
    """Which part of the company keeps it: a permission each to propose and to approve."""
    clauses: tuple[str, ...]
    read: Callable[[], Content]
    waits: bool = False
    """Whether what it is for comes with a chapter that is not there yet."""

    @cached_property
    def content(self) -> Content:
        """Read when it is first asked for: a process that decides nothing starts without."""
        return self.read()


declared: dict[str, Declared] = {}


def declare(
    name: str, title: Any, why: Any, area: str, clauses: tuple[str, ...], *, hit: str = rules.FIRST,
    inputs: Sequence[Column], outputs: Sequence[Column], rows: Sequence[Sequence[str]],
    cases: Sequence[tuple[dict[str, str], dict[str, str]]] = (), waits: bool = False,
) -> Declared:  # fmt: skip
    """Make a table known. A row names its conditions, then its answers, then perhaps a note, as a person would type them."""
    if name in declared:
        raise ValueError(f"The table {name!r} is declared twice.")

    def read() -> Content:
        kept = [Case(facts, expects) for facts, expects in cases]
        typed = [row_of(n, row, inputs, outputs) for n, row in enumerate(rows, 1)]
        return Content(hit, tuple(inputs), tuple(outputs), tuple(typed), tuple(kept), len(rows))

    declared[name] = Declared(name, title, why, area, clauses, read, waits)
    return declared[name]


declare_for_later = partial(declare, waits=True)


def row_of(n: int, given: Sequence[str], inputs: Sequence[Column], outputs: Sequence[Column]) -> Row:
    asked, rest = given[: len(inputs)], given[len(inputs) :]
    when = {column.key: cells.canonical(column, text) for column, text in zip(inputs, asked, strict=True)}
    then = {column.key: cells.answer(column, text) for column, text in zip(outputs, rest[: len(outputs)], strict=True)}
    note = rest[len(outputs)] if len(rest) > len(outputs) else ""
    return Row(f"r{n}", blankless(when), blankless(then), note)


def blankless(texts: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def table(name: str) -> Declared:
    try:
        return declared[name]
    except KeyError:
        raise UnknownTable(f"No decision table is called {name!r}.") from None


def choice(key: str, label: str, choices: dict[str, str], **more: Any) -> Column:
    """A column of choices: {code: label}."""
    return Column(key, label, Kind.CHOICE, choices=tuple(choices.items()), **more)
