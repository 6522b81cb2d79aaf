"""Small tables for tests."""

from collections.abc import Sequence

from xianji.rulebook.kinds import Kind
from xianji.rulebook.tables.content import Column, Content
from xianji.rulebook.tables.declared import choice, row_of

INPUTS = (Column("x", "X", Kind.COUNT), Column("y", "Y", Kind.COUNT), choice("c", "C", {"a": "A", "b": "B"}))
OUTPUTS = (Column("answer", "Answer", Kind.TEXT),)


def content_of(rows: Sequence[Sequence[str]], hit: str = "first") -> Content:
    """A table of two whole numbers and a choice."""
    made = tuple(row_of(n, row, INPUTS, OUTPUTS) for n, row in enumerate(rows, 1))
    return Content(hit, INPUTS, OUTPUTS, made, (), len(made))


def table_of(*cells: str) -> Content:
    """A table of one whole number; each row answers with its own number."""
    made = tuple(row_of(n, (cell, str(n)), INPUTS[:1], OUTPUTS) for n, cell in enumerate(cells, 1))
    return Content("first", INPUTS[:1], OUTPUTS, made, (), len(made))
