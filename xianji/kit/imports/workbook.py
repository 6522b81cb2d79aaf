"""The file again as a workbook: wrong cells are marked and say why, so that the sender can correct them."""

import tempfile
from typing import IO, Any


def error_workbook(table: Any, report: dict[str, Any]) -> IO[bytes]:
    """Every row as it was, a column with the reasons in front, and a comment in each wrong cell."""
    import xlsxwriter

    out = tempfile.TemporaryFile()
    book = xlsxwriter.Workbook(out, {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})  # fmt: skip
    sheet = book.add_worksheet()
    bold, bad = book.add_format({"bold": True}), book.add_format({"bg_color": "#fbe9e6", "font_color": "#ad3326"})
    reasons = reasons_of(report)
    sheet.write_row(0, 0, ["!", *table.columns], bold)
    for place, (number, cells) in enumerate(zip(table.numbers.to_list(), table.rows.iter_rows(), strict=True), start=1):
        wrong = reasons.get(number, {})
        sheet.write_string(place, 0, "; ".join(dict.fromkeys(wrong.values())), bad if wrong else None)
        for at, (header, cell) in enumerate(zip(table.columns, cells, strict=True), start=1):
            if header in wrong:
                sheet.write_string(place, at, cell or "", bad)
                sheet.write_comment(place, at, wrong[header])
            elif cell is not None:
                sheet.write_string(place, at, cell)
    book.close()
    out.seek(0)
    return out


def reasons_of(report: dict[str, Any]) -> dict[int, dict[str, str]]:
    """{row: {column: reason}} for the rows the report names."""
    found: dict[int, dict[str, str]] = {}
    for one in report.get("errors", []):
        for row in one["rows"]:
            found.setdefault(row, {})[one.get("column", "")] = one["message"]
    return found
