"""What reading a file gives: a table of text, and what was decided on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .sentences import NOTES, REFUSALS

if TYPE_CHECKING:
    import polars as pl

MEGABYTE = 1024 * 1024
ROW_NUMBER = "\0row"


@dataclass(frozen=True)
class Limits:
    """How much one file may cost; a file beyond any of these is refused, never cut."""

    file_bytes: int = 200 * MEGABYTE
    legacy_bytes: int = 40 * MEGABYTE
    entries: int = 5_000
    unpacked_bytes: int = 600 * MEGABYTE
    ratio: int = 250
    rows: int = 1_048_576
    columns: int = 1_000
    cells: int = 8_000_000
    cell_characters: int = 100_000
    seconds: int = 60
    memory: int = 640 * MEGABYTE


@dataclass(frozen=True)
class Note:
    """One decision the reader took, or one thing worth a second look; `code` names the sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return NOTES[self.code] % self.params


@dataclass(frozen=True)
class Ragged:
    """A row with fewer or more cells than the heading; more of them means content that has no column."""

    row: int
    cells: int
    expected: int


class Unreadable(Exception):  # noqa: N818 - the word the screen uses
    """The file cannot be read as a table; `code` and `params` let the caller translate the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(REFUSALS[code] % params)


@dataclass
class Table:
    """Cells as written; blank cells are null; `numbers` holds the file's row number of every row."""

    columns: list[str]
    rows: pl.DataFrame
    numbers: pl.Series
    first_row: int
    kind: str
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 0
    preamble: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    ragged: list[Ragged] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
