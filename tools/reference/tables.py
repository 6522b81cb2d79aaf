"""Markdown tables."""

from collections.abc import Iterable, Iterator
from typing import Any


def table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """A table and an empty line; nothing at all without rows."""
    cells = [[cell(value) for value in row] for row in rows]
    names = list(heads)
    if cells:
        yield row_of(names)
        yield row_of("---" for _name in names)
        yield from map(row_of, cells)
        yield ""


def row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cell(value: Any) -> str:
    return str("" if value is None else value).replace("|", "\\|").replace("\n", " ").strip()


def code(names: Iterable[Any]) -> str:
    """`a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)
