"""CSV and XLSX, written row by row into a file: memory does not grow with the number of rows."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from xianji.kit.exports import hidden
from xianji.kit.exports.values import as_text

SHEET_ROWS = 1_048_576
CELL_LENGTH = 32_767
EXACT_DIGITS = 15
"""What a spreadsheet's number carries; longer figures are written as text rather than rounded."""
PROPERTY = "Reference"
Sheet = tuple[str, list[str], Iterable[list[Any]]]
"""A title, the headings, the rows."""


def csv_file(out: IO[bytes], headings: list[str], rows: Iterable[list[Any]], bom: bool = False) -> int:
    """How many rows were written."""
    if bom:
        out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, "utf-8", newline="")
    writer, count = csv.writer(text), 0
    writer.writerow([as_text(heading) for heading in headings])
    for count, row in enumerate(rows, 1):
        writer.writerow([as_text(value) for value in row])
    text.flush()
    text.detach()
    return count


def xlsx_file(
    out: IO[bytes], title: str, headings: list[str], rows: Iterable[list[Any]], stamp: str = "", trace: str = ""
) -> int:  # fmt: skip
    """How many rows were written; a full sheet is continued on the next."""
    return xlsx_tables(out, [(title, headings, rows)], stamp, trace)


def xlsx_tables(out: IO[bytes], tables: Iterable[Sheet], stamp: str = "", trace: str = "") -> int:
    """The same for several tables, each on a sheet of its own. The stamp stands below each printed page and, unseen, among
    the book's own words; a trace is found there again by `hidden`."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    count = sum(_fill(book, *table) for table in tables)
    if stamp:
        book.set_properties({"comments": stamp})
        for sheet in book.worksheets():
            sheet.set_footer("&L" + stamp.replace("&", "&&"))
    if trace:
        book.set_custom_property(PROPERTY, hidden.written(trace))
    book.close()
    return count


def _fill(book: Any, title: str, headings: list[str], rows: Iterable[list[Any]]) -> int:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet, line, count = None, SHEET_ROWS, 0
    for count, row in enumerate(rows, 1):
        if line >= SHEET_ROWS:
            sheet, line = _sheet(book, title, headings, bold), 1
        for place, value in enumerate(row):
            _write(sheet, line, place, value, day, moment)
        line += 1
    if sheet is None:
        _sheet(book, title, headings, bold)
    return count


def _sheet(book: Any, title: str, headings: list[str], bold: Any) -> Any:
    plain = "".join(letter for letter in title if letter not in "[]:*?/\\'")[:26] or "1"
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet(plain if number == 1 else f"{plain} {number}")
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, max(10, min(40, 2 * len(heading))))
        sheet.write_string(0, place, heading, bold)
    return sheet


def _write(sheet: Any, line: int, place: int, value: Any, day: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | Decimal) and len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS:
        sheet.write_number(line, place, value)
    elif isinstance(value, datetime) and value.year >= 1900:
        sheet.write_datetime(line, place, value, moment)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), day)
    else:
        sheet.write_string(line, place, str(value)[:CELL_LENGTH])
