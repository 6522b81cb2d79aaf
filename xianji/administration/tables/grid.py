"""A version as a grid: each cell with what the version in force says, what was typed wrongly and what hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, pgettext

from xianji.rulebook.kinds import Kind
from xianji.rulebook.tables import cells, rules
from xianji.rulebook.tables.content import Column, Content, Row, said

POLICIES = {
    rules.FIRST: gettext_lazy("From the top, the first row that fits"),
    rules.COLLECT: gettext_lazy("Every row that fits, all answers together"),
    rules.SUM: gettext_lazy("Every row that fits, figures added"),
    rules.HIGHEST: gettext_lazy("Every row that fits, the highest answer"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown; `before` is what the version in force says, where that differs."""

    name: str
    column: Column
    text: str
    is_output: bool
    before: str = ""
    is_changed: bool = False
    problem: str = ""

    @property
    def is_any(self) -> bool:
        return not self.text and not self.is_output


@dataclass(frozen=True)
class Line:
    """One row of the grid."""

    id: str
    place: int
    cells: list[Cell]
    note: str
    hits: bool
    is_new: bool


@dataclass(frozen=True)
class Grid:
    """A content, beside the one it is compared with."""

    content: Content
    lines: list[Line]
    gone: list[Row]
    moved: bool

    @property
    def policy(self) -> Any:
        return POLICIES[self.content.hit]

    @property
    def changes(self) -> int:
        """How many things differ: cells, rows that are new or gone, the order."""
        changed = sum(1 for line in self.lines for cell in line.cells if cell.is_changed and not line.is_new)
        return changed + sum(line.is_new for line in self.lines) + len(self.gone) + self.moved

    @property
    def offered(self) -> dict[str, list[str]]:
        """{column: what may be chosen}."""
        columns = [*self.content.inputs, *self.content.outputs]
        return {
            column.key: [column.label_of(code) for code in column.codes]
            for column in columns if column.kind in (Kind.CHOICE, Kind.YES_NO)
        }  # fmt: skip


def drawn(content: Content, base: Content | None = None, hits: Iterable[str] = (),
          typed: dict[str, str] | None = None, problems: dict[str, str] | None = None) -> Grid:  # fmt: skip
    """The grid; `typed` is what somebody wrote that could not be read, shown as it was."""
    marked, typed, problems = set(hits), typed or {}, problems or {}
    lines = [line(n, row, content, base, marked, typed, problems) for n, row in enumerate(content.rows, 1)]
    if base is None:
        return Grid(content, lines, [], moved=False)
    ids = {row.id for row in content.rows}
    known = [row.id for row in base.rows if row.id in ids]
    return Grid(content, lines, [row for row in base.rows if row.id not in ids],
                moved=known != [row.id for row in content.rows if base.row(row.id)])  # fmt: skip


def line(place: int, row: Row, content: Content, base: Content | None, marked: set[str], typed: dict[str, str],
         problems: dict[str, str]) -> Line:  # fmt: skip
    before = base.row(row.id) if base else None

    def cell(column: Column, is_output: bool) -> Cell:
        name = f"{row.id}.{'t' if is_output else 'w'}.{column.key}"
        now = (row.then if is_output else row.when).get(column.key, "")
        was = (before.then if is_output else before.when).get(column.key, "") if before else ""
        shown = typed[name] if name in problems and name in typed else cells.shown(column, now)
        is_changed = base is not None and (before is None or was != now)
        told = "" if before is None or not is_changed else cells.shown(column,
            was) or ("—" if is_output else pgettext("condition", "any"))
        return Cell(name, column, shown, is_output, told, is_changed, problems.get(name, ""))

    found = [cell(column, False) for column in content.inputs] + [cell(column, True) for column in content.outputs]
    return Line(row.id, place, found, said(row.note), row.id in marked, base is not None and before is None)
