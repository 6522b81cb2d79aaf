"""Text tables: which character separates the columns, and the rows of the whole file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .encodings import CANDIDATES, decide_encoding
from .grid import Grid
from .table import Limits, Note, Ragged, Unreadable

if TYPE_CHECKING:
    import polars as pl

DELIMITERS = ("\t", "|", ";", ",")
WHOLE_LINE = "\x1f"
SAMPLE_ROWS = 500
CHUNK_ROWS = 20_000
LONGEST_NAME = 60
ENOUGH, RARE = 0.5, 0.3


@dataclass
class Dialect:
    """How the file is written."""

    encoding: str
    delimiter: str
    quoted: bool = True
    announced: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass
class Lines:
    """Lines of an open file; refuses a NUL and knows the record the parser is in."""

    file: TextIO
    record: int = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.file:
            if "\0" in line:
                raise Unreadable("nul_character", row=self.record + 1)
            yield line


def read_delimited(path: Path, limits: Limits, encoding: str | None, delimiter: str | None) -> Grid:
    """Every row of a text file as cells; rows of another width than the table are listed."""
    dialect = decide_dialect(path, limits, encoding, delimiter)
    width = table_width(islice(records(path, dialect, limits), SAMPLE_ROWS))
    if width > limits.columns:
        raise Unreadable("too_many_columns", limit=limits.columns)
    return collect(records(path, dialect, limits), width, dialect, limits)


def decide_dialect(path: Path, limits: Limits, encoding: str | None, delimiter: str | None) -> Dialect:
    """Encoding, delimiter and quoting, as asked or as found."""
    found, guessed = decide_encoding(path, encoding)
    dialect = Dialect(found, delimiter or ",")
    if guessed:
        dialect.notes.append(Note("encoding_guessed", {"encoding": CANDIDATES[found]}))
    announced = announced_delimiter(path, found)
    dialect.announced = announced is not None
    if not delimiter:
        dialect.delimiter = announced or guess_delimiter(path, found)
        if not dialect.delimiter:
            dialect.delimiter = WHOLE_LINE
            dialect.notes.append(Note("one_column"))
        elif dialect.delimiter == "\t":
            dialect.notes.append(Note("tab_separated"))
        elif dialect.delimiter != ",":
            dialect.notes.append(Note("delimiter_guessed", {"delimiter": dialect.delimiter}))
    dialect.quoted = quotes_hold(path, dialect, limits)
    if not dialect.quoted:
        dialect.notes.append(Note("quotes_literal"))
    return dialect


def announced_delimiter(path: Path, encoding: str) -> str | None:
    """Spreadsheets may write `sep=;` as the first line."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(20).strip().strip('"').lower()
        if len(first) == 5 and first.startswith("sep="):
            return first[4]
        return "\t" if first == "sep=" else None


def guess_delimiter(path: Path, encoding: str) -> str:
    """The separator that gives most rows the same width; empty when none does."""
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in islice(file, SAMPLE_ROWS) if line.strip()]
    best, found = 0.0, ""
    for candidate in DELIMITERS:
        score = evenness(widths_by(candidate, lines))
        if score > best + 0.02:
            best, found = score, candidate
    return found


def widths_by(delimiter: str, lines: list[str]) -> list[int]:
    """Cells per row if this were the separator; none when the rows cannot be parsed so."""
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return []


def evenness(widths: list[int]) -> float:
    """How far one width above 1 prevails, lines above and below the table counting half; 0 if it does not."""
    wide = [place for place, width in enumerate(widths) if width > 1]
    inside = widths[wide[0] : wide[-1] + 1] if wide else []
    times = Counter(width for width in inside if width > 1).most_common(1)[0][1] if wide else 0
    if times <= RARE * len(widths) or times < ENOUGH * len(inside):
        return 0.0
    return (times / len(inside) + times / len(widths)) / 2


def quotes_hold(path: Path, dialect: Dialect, limits: Limits) -> bool:
    """False when a tab- or bar-separated file reads better with quotation marks as plain characters."""
    if dialect.delimiter not in "\t|":
        return True
    try:
        for _row in records(path, dialect, limits):
            pass
    except Unreadable as refusal:
        if refusal.code not in ("quote_open", "quote_broken", "cell_too_long"):
            raise
        return False
    return True


def records(path: Path, dialect: Dialect, limits: Limits) -> Iterator[list[str]]:
    """The rows as written; a blank line is an empty row, so that the count is the row number."""
    with path.open(encoding=dialect.encoding, newline="") as file:
        lines = Lines(file)
        if dialect.announced:
            file.readline()
            lines.record = 1
            yield []
        csv.field_size_limit(limits.cell_characters)
        try:
            for row in parser(lines, dialect):
                lines.record += 1
                yield row
        except csv.Error as error:
            raise quoting_refusal(str(error), lines.record + 1, limits) from None


def parser(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Strict about quotation marks, unless they are plain characters."""
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def quoting_refusal(message: str, row: int, limits: Limits) -> Unreadable:
    """What the parser's complaint means to the person who has the file."""
    if "limit" in message:
        return Unreadable("cell_too_long", row=row, limit=limits.cell_characters)
    return Unreadable("quote_open" if "end of data" in message else "quote_broken", row=row)


def table_width(sample: Iterable[list[str]]) -> int:
    """The width most rows have, or that of the heading when it is wider."""
    rows = [row for row in sample if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in rows if len(row) > 1) or Counter(len(row) for row in rows)
    usual = widths.most_common(1)[0][0] if widths else 0
    first = next((row for row in rows if len(row) >= usual), [])
    names = all(0 < len(cell.strip()) <= LONGEST_NAME for cell in first) and len(first) <= usual + 3
    return len(first) if names else usual


def filled_width(row: list[str]) -> int:
    """Cells up to the last one that is not blank."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return width


def collect(rows: Iterator[list[str]], width: int, dialect: Dialect, limits: Limits) -> Grid:
    """The rows in columns, built in chunks so that memory stays bounded."""
    import polars as pl

    grid = Grid(pl.DataFrame(), pl.Series("row", [], dtype=pl.UInt32), encoding=dialect.encoding)
    grid.notes, grid.delimiter = dialect.notes, dialect.delimiter
    frames, numbers, count = [], [], 0
    while chunk := list(islice(rows, CHUNK_ROWS)):
        kept = [(number, row) for number, row in enumerate(chunk, count + 1) if holds_text(row)]
        numbers.append(pl.Series("row", [number for number, _ in kept], dtype=pl.UInt32))
        frames.append(in_columns([even(number, row, width, grid) for number, row in kept], width))
        count += len(chunk)
        if count > limits.rows + 1:
            raise Unreadable("too_many_rows", limit=limits.rows)
    if count:
        grid.frame, grid.numbers = pl.concat(frames, rechunk=False), pl.concat(numbers)
    if not grid.numbers.len():
        raise Unreadable("no_rows")
    return grid


def holds_text(row: list[str]) -> bool:
    """A row of separators and spaces is blank."""
    return any(cell and not cell.isspace() for cell in row)


def even(number: int, row: list[str], width: int, grid: Grid) -> list[str]:
    """The row with exactly `width` cells; what does not fit is listed as ragged."""
    if len(row) == width:
        return row
    filled = filled_width(row)
    if filled > width or len(row) < width:
        grid.ragged.append(Ragged(number, filled if filled > width else len(row), width))
    return row[:width] + [""] * (width - len(row))


def in_columns(rows: list[list[str]], width: int) -> pl.DataFrame:
    """One chunk; blank cells become null."""
    import polars as pl

    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    frame = pl.DataFrame([pl.Series(str(place), cells, dtype=pl.String) for place, cells in enumerate(columns)])
    return frame.with_columns(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))
