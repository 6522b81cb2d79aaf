"""What was posted of a grid, read into a content; every cell that cannot be read is named with its rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.content import Column, Content, Row, said

KNOWN = re.compile(r"r(\d{1,6})")
MOST = 500
"""Rows of one table."""
NOTE = 300


@dataclass(frozen=True)
class Posted:
    """The content as far as it could be read, what could not, and the ids that new rows got: {id in the form: id}."""

    content: Content
    problems: dict[str, str]
    given: dict[str, str]


def read(posted: Any, content: Content) -> Posted:
    """Rows in the order in which they were posted; those that nobody posted are gone."""
    problems: dict[str, str] = {}
    rows, names = [], posted.getlist("row")[:MOST]
    for name in dict.fromkeys(names):
        rows.append(row_of(posted, name, content, problems))
    numbered = content.numbered(rows)
    given = {name: row.id for name, row in zip(dict.fromkeys(names), numbered.rows, strict=True) if name != row.id}
    return Posted(numbered, problems, given)


def row_of(posted: Any, name: str, content: Content, problems: dict[str, str]) -> Row:
    """A row that was there keeps its id, also when it comes back; any other is new."""
    found = KNOWN.fullmatch(name)
    before = content.row(name) or Row("")

    def texts(columns: tuple[Column, ...], letter: str, kept: dict[str, str], meant: Callable[[Column, str], str]) -> dict[str,
        str]:
        read = {}
        for column in columns:
            cell = f"{name}.{letter}.{column.key}"
            try:
                read[column.key] = taken(column, posted.get(cell), kept.get(column.key, ""), meant)
            except Unreadable as problem:
                problems[cell] = str(problem)
                read[column.key] = kept.get(column.key, "")
        return {key: text for key, text in read.items() if text}

    return Row(
        name if found and int(found.group(1)) <= content.last else "",
        texts(content.inputs, "w", before.when, cells.canonical), texts(content.outputs, "t", before.then, cells.answer),
        note_of(posted.get(f"{name}.note"), before.note),
    )  # fmt: skip


def note_of(text: str | None, kept: str) -> str:
    return kept if text is None or text == said(kept) else text.strip()[:NOTE]


def taken(column: Column, text: str | None, kept: str, meant: Callable[[Column, str], str]) -> str:
    """What a cell now holds; one that still shows what is kept stays as it is, in whatever language it was kept."""
    if text is None or text == cells.shown(column, kept):
        return kept
    return meant(column, text)


def done(content: Content, wish: str) -> Content:
    """What a button of a row does where there are no scripts: `insert:r3`, `copy:r3`, `up:r3`, `down:r3`, `remove:r3`."""
    verb, _colon, row_id = wish.partition(":")
    rows = list(content.rows)
    at = content.place(row_id) - 1
    if verb == "insert":
        rows.insert(at + 1, Row(""))
    elif at < 0:
        return content
    elif verb == "copy":
        rows.insert(at + 1, replace(rows[at], id=""))
    elif verb == "remove":
        del rows[at]
    elif verb in ("up", "down"):
        rows.insert(max(at + (-1 if verb == "up" else 1), 0), rows.pop(at))
    return content.numbered(rows)
