"""Where the table begins and ends inside the rows: heading, lines above, footnotes below, names of columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .grid import Grid
from .table import Note, Table, Unreadable

if TYPE_CHECKING:
    import polars as pl

HEAD, TAIL = 60, 20
Row = tuple[str | None, ...]
_VALUE = re.compile(
    r"[-+(]?[¥￥$€£]?\s?\d[\d,.' ]*[%)万亿元]*"
    r"|\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?([ T]\d{1,2}:\d{2}.*)?"
    r"|\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
    r"|true|false|TRUE|FALSE|[^\s@]+@[^\s@]+\.[a-z]+"
)
_YEAR = re.compile(r"(19|20)\d\d")
_FOOTNOTE = re.compile(
    r"\s*[*＊※]?\s*(注|註|备注|備註|说明|說明|附注|数据来源|資料來源|资料来源|来源|來源|制表|製表|审核|以上|"
    r"notes?\b|source\b|sources\b|remarks?\b|\(c\)|©|copyright)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\s*(合计|合計|总计|總計|小计|小計|grand total|total|sum)\s*[:：]?\s*", re.IGNORECASE)


def arrange(grid: Grid, kind: str, header_row: int | None) -> Table:
    """The table inside the grid; what was left out or made up is noted."""
    frame, notes = grid.frame, grid.notes
    head = frame.head(HEAD).rows()
    place = asked_heading(grid, header_row) if header_row is not None else find_heading(head)
    first = place + 1
    start = max(place, 0)
    last = frame.height - footnotes(grid, first, frame.height)
    rows = frame.slice(first, last - first)
    columns, rows = name_columns(frame.row(place) if place >= 0 else None, rows, grid)
    table = Table(
        columns=columns,
        rows=rows,
        numbers=grid.numbers.slice(first, last - first),
        first_row=grid.numbers[first] if first < last else grid.numbers[start] + 1,
        kind=kind,
        sheet=grid.sheet,
        sheets=grid.sheets,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        header_row=grid.numbers[place] if place >= 0 else 0,
        preamble=[in_one_line(row) for row in frame.head(start).rows()],
        footer=[in_one_line(row) for row in frame.slice(last).rows()],
        notes=notes,
    )
    note_arrangement(table, grid)
    return table


def asked_heading(grid: Grid, header_row: int) -> int:
    """The place of the row the caller names; 0 says that there is no heading."""
    if not header_row:
        return -1
    place = grid.numbers.search_sorted(header_row)
    if place >= grid.frame.height:
        raise Unreadable("no_such_row", row=header_row)
    return int(place)


def filled(row: Row) -> int:
    """Cells that are not blank."""
    return sum(cell is not None for cell in row)


def find_heading(head: list[Row]) -> int:
    """The first row as full as the table usually is, unless it looks like values; then -1."""
    counts = sorted(filled(row) for row in head)
    usual = counts[len(counts) // 2]
    needed = max(2, -(-usual * 6 // 10)) if usual > 1 else 1
    place = next((place for place, row in enumerate(head) if filled(row) >= needed), 0)
    return place if is_heading(head[place], head[place + 1 :]) or place else -1


def is_heading(row: Row, below: list[Row]) -> bool:
    """Names stand above values; a row that itself holds values where the others do is no heading."""
    names = values = 0
    years = sum(bool(cell and _YEAR.fullmatch(cell.strip())) for cell in row)
    if years < 2 and all(cell is None or _VALUE.fullmatch(cell.strip()) for cell in row):
        return False
    for place, cell in enumerate(row):
        column = [text for other in below if (text := other[place]) is not None]
        typed = sum(bool(_VALUE.fullmatch(text.strip())) for text in column)
        if not column or typed <= len(column) / 2:
            continue
        if cell is None or not _VALUE.fullmatch(cell.strip()) or (years > 1 and _YEAR.fullmatch(cell.strip())):
            names += cell is not None
        else:
            values += 1
    return names >= values and not (names == 0 and repeats(row, below))


def repeats(row: Row, below: list[Row]) -> bool:
    """Names of columns do not come again as values below them."""
    return any(cell is not None and cell in {other[place] for other in below} for place, cell in enumerate(row))


def footnotes(grid: Grid, first: int, end: int) -> int:
    """How many rows at the end are remarks: one cell only, set apart or worded like a remark."""
    tail = grid.frame.slice(max(first, end - TAIL), end).rows()
    numbers = grid.numbers
    if not tail or len(tail[0]) < 2 or max(filled(row) for row in tail) < 2:
        return 0
    short = {ragged.row for ragged in grid.ragged if ragged.cells == 1}
    count = candidates = 0
    for back, row in enumerate(reversed(tail), 1):
        if filled(row) > 1:
            break
        candidates = back
        place = end - back
        text = next(cell for cell in row if cell is not None)
        apart = place > 0 and numbers[place] - numbers[place - 1] > 1
        if numbers[place] in short or _FOOTNOTE.match(text) or apart:
            count = candidates
    return count


def name_columns(heading: Row | None, rows: pl.DataFrame, grid: Grid) -> tuple[list[str], pl.DataFrame]:
    """Unique names; blank columns go, columns without name get their letter."""
    cells = heading or (None,) * rows.width
    kept = [
        place
        for place, cell in enumerate(cells)
        if cell is not None or rows.to_series(place).null_count() < rows.height
    ]
    if len(kept) < rows.width:
        grid.notes.append(Note("blank_columns", {"count": rows.width - len(kept)}))
    names: list[str] = []
    blank, twice = [], []
    for place in kept:
        cell = cells[place]
        name = " ".join(cell.split()) if cell else letters(place + grid.first_column)
        if not cell and heading:
            blank.append(name)
        if name in names:
            name = numbered(name, names)
            twice.append(name)
        names.append(name)
    made_up = (("header_blank", blank), ("header_repeated", twice))
    grid.notes += [Note(code, {"columns": ", ".join(found)}) for code, found in made_up if found]
    rows = rows.select(rows.columns[place] for place in kept)
    rows.columns = names
    return names, rows


def numbered(name: str, taken: list[str]) -> str:
    """The name with the first free number behind it."""
    count = 2
    while f"{name} ({count})" in taken:
        count += 1
    return f"{name} ({count})"


def letters(place: int) -> str:
    """1 is A, 27 is AA, as spreadsheets count."""
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def in_one_line(row: Row) -> str:
    """The cells of a line outside the table."""
    return " ".join(cell for cell in row if cell is not None)


def note_arrangement(table: Table, grid: Grid) -> None:
    """What a person should know about how the table was cut out."""
    notes, inside = table.notes, set(table.numbers)
    table.ragged = [ragged for ragged in grid.ragged if ragged.row in inside or ragged.row == table.header_row]
    if table.ragged:
        notes.append(Note("ragged_rows", {"count": len(table.ragged), "row": table.ragged[0].row}))
    if not table.header_row:
        notes.append(Note("header_missing"))
    elif table.preamble:
        notes.append(Note("header_found", {"row": table.header_row}))
        notes.append(Note("preamble_skipped", {"count": len(table.preamble)}))
    if table.footer:
        notes.append(Note("footer_skipped", {"count": len(table.footer)}))
    if table.numbers.len():
        blank = table.numbers[-1] - table.first_row + 1 - table.numbers.len()
        if blank:
            notes.append(Note("blank_rows", {"count": blank}))
        last = table.rows.row(-1)
        if any(cell and _TOTAL.fullmatch(cell) for cell in last):
            notes.append(Note("total_row", {"row": table.numbers[-1]}))
