"""Spreadsheets: every cell of one sheet as canonical text (numbers as shortest decimals, dates in ISO form)."""

from __future__ import annotations

import re
from decimal import Context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import ods, xlsx
from .grid import Grid
from .table import Limits, Note, Unreadable

if TYPE_CHECKING:
    import polars as pl

DISPLAYED_DIGITS = 15
_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_TIME_ONLY = r"^1899-12-3[01] (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$"
_DAY_OR_TIME = r"^(?:\d{4}-\d{2}-\d{2} 00:00:00|1899-12-3[01] .*)$"
_BLANK = r"^\s*$"
_LONG_DECIMAL = r"^-?\d+\.\d+$"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def read_workbook(path: Path, kind: str, limits: Limits, sheet: str | None) -> Grid:
    """One sheet as text: the one asked for, else the first visible one that holds anything."""
    lost = ods.check(path, limits) if kind == "ods" else []
    parts = sound_parts(path) if kind == "xlsx" else {}
    lost += xlsx.macro_notes(path) if kind == "xlsx" else []
    names = [name for name in reader(path).sheet_names if not parts or name in parts]
    if sheet is not None and sheet not in names:
        raise Unreadable("no_such_sheet", sheet=sheet)
    grids = (read_sheet(path, limits, name, parts.get(name)) for name in ([sheet] if sheet is not None else names))
    chosen = None
    for grid in grids:
        if grid and (chosen is None or grid.visible):
            chosen = grid
            if grid.visible:
                break
    if chosen is None:
        raise Unreadable("no_rows")
    chosen.sheets, chosen.notes = names, chosen.notes + lost
    if sheet is None and len(names) > 1:
        chosen.notes.append(Note("sheet_chosen", {"sheet": chosen.sheet, "count": len(names)}))
    return chosen


def reader(path: Path) -> Any:
    """The opened workbook; the library's complaints become ours."""
    import fastexcel

    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise complaint(error) from None


def complaint(error: Exception) -> Unreadable:
    """A password is told apart from damage."""
    return Unreadable("password" if "assword" in str(error) or "ncrypted" in str(error) else "damaged")


def sound_parts(path: Path) -> dict[str, str]:
    """Parts by sheet of an XLSX, once those that the library reads on opening are known to be sound."""
    parts = xlsx.parts(path)
    xlsx.check_common_parts(path)
    return parts


def read_sheet(path: Path, limits: Limits, name: str, part: str | None) -> Grid | None:
    """The sheet as text; None when it holds nothing."""
    scan = xlsx.scan(path, part, limits) if part else None
    frame, visible = load(path, name, limits)
    if frame is None:
        return None
    if scan and scan.errors:
        frame = with_errors(frame, scan.errors, scan.first_column)
    if scan and frame.height < scan.last_value_row:
        raise Unreadable("rows_missing", expected=scan.last_value_row, found=frame.height)
    grid = without_blank_rows(frame, name)
    if grid:
        grid.notes, grid.visible = xlsx.scan_notes(scan) if scan else [], visible
        grid.first_column = scan.first_column if scan else 1
    return grid


def load(path: Path, name: str, limits: Limits) -> tuple[pl.DataFrame | None, bool]:
    """All cells from row 1 as text, and whether the sheet is shown."""
    import fastexcel
    import polars as pl

    try:
        sheet = reader(path).load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        if not sheet.width or not sheet.height:
            return None, False
        if sheet.width > limits.columns:
            raise Unreadable("too_many_columns", limit=limits.columns)
        frame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise complaint(error) from None
    shown = sheet.visible == "visible"
    columns = frame.get_columns()
    del sheet, frame
    for place, column in enumerate(columns):
        columns[place] = canonical(column.alias(str(place)))
    return pl.DataFrame(columns), shown


def with_errors(frame: pl.DataFrame, errors: dict[str, str], first_column: int) -> pl.DataFrame:
    """Cells such as #REF! keep that text, so that checks refuse them instead of taking them for blank."""
    by_column: dict[int, dict[int, str]] = {}
    for cell, text in errors.items():
        letters, row = _REFERENCE.findall(cell)[0]
        by_column.setdefault(xlsx.column_number(letters.encode()) - first_column, {})[int(row) - 1] = text
    for place, texts in by_column.items():
        if 0 <= place < frame.width:
            rows = [row for row in texts if row < frame.height]
            column = frame.to_series(place).scatter(rows, [texts[row] for row in rows])
            frame = frame.with_columns(column)
    return frame


def canonical(column: pl.Series) -> pl.Series:
    """Dates without midnight, times without a day, numbers as displayed, blank cells null."""
    if column.str.contains(_DAY_OR_TIME).any():
        column = column.str.replace(_MIDNIGHT, "$1").str.replace(_TIME_ONLY, "$1")
    return as_displayed(column.set(column.str.contains(_BLANK), None))


def as_displayed(column: pl.Series) -> pl.Series:
    """Decimals beyond 15 digits are noise of binary arithmetic; spreadsheets show 15."""
    long = column.filter(column.str.contains(_LONG_DECIMAL)).unique()
    noisy = [text for text in long if len(text.strip("-").replace(".", "").lstrip("0")) > DISPLAYED_DIGITS]
    if not noisy:
        return column
    return column.replace(
        {text: f"{Context(prec=DISPLAYED_DIGITS).create_decimal(text).normalize():f}" for text in noisy}
    )


def without_blank_rows(frame: pl.DataFrame, name: str) -> Grid | None:
    """Rows that hold anything, with their numbers."""
    import polars as pl

    kept = frame.with_row_index("row", offset=1).filter(pl.any_horizontal(pl.col(frame.columns).is_not_null()))
    if not kept.height:
        return None
    return Grid(kept.drop("row"), kept["row"].cast(pl.UInt32), sheet=name)
