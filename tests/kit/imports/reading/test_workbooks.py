"""Cells of spreadsheets as canonical text, and what their values would not show."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from xianji.kit.imports.reading import Unreadable, read_table

from .files import codes, read_here, shared, with_parts, with_sheet, workbook

ROWS = [["编号", "名称", "日期", "金额", "有效"], ["007", " 远山 ", date(2024, 3, 5), 1234.5, True], ["008", "海川", datetime(2024, 3, 6, 10, 30), 0.1 + 0.2, False]]


def document(rows: list[list[Element]], tail: Element | None = None) -> bytes:
    book, table = OpenDocumentSpreadsheet(), Table(name="表")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    if tail:
        table.addElement(tail)
    book.spreadsheet.addElement(table)
    memory = io.BytesIO()
    book.write(memory)
    return memory.getvalue()


def words(*texts: str) -> list[Element]:
    cells = [TableCell(valuetype="string") for _ in texts]
    for cell, text in zip(cells, texts, strict=True):
        cell.addElement(P(text=text))
    return cells


def test_types_become_canonical_text() -> None:
    table = read_here(workbook({"一": ROWS}))
    assert table.rows.rows()[0] == ("007", " 远山 ", "2024-03-05", "1234.5", "true")
    assert table.rows.rows()[1] == ("008", "海川", "2024-03-06 10:30:00", "0.3", "false")


def test_noise_of_binary_arithmetic_is_not_shown_but_long_text_stays() -> None:
    cells = b'<c r="A%d"><v>12345678.119999999</v></c><c r="B%d" t="inlineStr"><is><t>110101199003071234</t></is></c>'
    rows = b"".join(b'<row r="%d">' % n + cells % (n, n) + b"</row>" for n in (1, 2))
    table = read_here(with_sheet(b"<sheetData>" + rows + b"</sheetData>"), header_row=0)
    assert table.rows.rows()[0] == ("12345678.12", "110101199003071234")


def test_the_first_visible_sheet_that_holds_anything_is_read() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        hidden = book.add_worksheet("notes")
        hidden.write(0, 0, "x")
        book.add_worksheet("blank").activate()
        hidden.hide()
        book.add_worksheet("deals").write_row(0, 0, ["a", "b"])
    table = read_here(memory.getvalue())
    assert (table.sheet, table.sheets, table.columns) == ("deals", ["notes", "blank", "deals"], ["a", "b"])
    assert read_here(memory.getvalue(), sheet="notes").columns == ["x"]
    with pytest.raises(Unreadable, match="no sheet called “none”"):
        read_here(memory.getvalue(), sheet="none")


def test_errors_stay_visible_and_oddities_are_noted() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["name", "amount", "id"])
        sheet.write_row(3, 1, ["Acme", None, 123456789012345678])
        sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C5", "=A1", None, "")
        sheet.write_row(4, 1, ["Borealis"])
        sheet.merge_range("B7:B8", "Cirrus")
        sheet.set_row(4, None, None, {"hidden": True})
    table = read_here(memory.getvalue())
    assert table.rows.rows()[0][:2] == ("Acme", "#DIV/0!") and table.first_row == 4
    assert {"error_cells", "formulas_without_value", "merged_cells", "hidden_rows", "long_numbers"} <= set(codes(table))


def test_columns_without_heading_bear_the_letters_of_the_sheet() -> None:
    table = read_here(with_sheet(b'<sheetData><row r="3"><c r="C3"><v>1</v></c><c r="D3"><v>2</v></c></row></sheetData>'))
    assert (table.columns, table.header_row, table.first_row) == (["C", "D"], 0, 3)


def test_macros_are_never_run_and_embedded_files_never_opened() -> None:
    content = with_parts(workbook({"s": [["a"], [1]]}), {"xl/vbaProject.bin": b"x" * 99, "xl/embeddings/a.xlsx": b"PK\x03\x04"})
    assert "macros_ignored" in codes(read_table("a.xlsm", content))


def test_an_open_document_sheet() -> None:
    number, day = TableCell(valuetype="float", value="12.50"), TableCell(valuetype="date", datevalue="2024-03-05")
    tail = TableRow(numberrowsrepeated=1_048_000)
    tail.addElement(TableCell(numbercolumnsrepeated=16_384))
    table = read_table("表.ods", document([words("名称", "金额", "日期"), [*words("远山"), number, day]], tail))
    assert (table.kind, table.sheet, table.columns) == ("ods", "表", ["名称", "金额", "日期"])
    assert table.rows.rows() == [("远山", "12.5", "2024-03-05")]


def test_repeated_cells_of_an_open_document_cannot_grow_without_end() -> None:
    tail = TableRow(numberrowsrepeated=1_000_000)
    tail.addElement(TableCell(valuetype="float", value="1", numbercolumnsrepeated=900))
    with pytest.raises(Unreadable) as refused:
        read_table("bomb.ods", document([words("a")], tail))
    assert refused.value.code == "too_many_cells"


def test_a_legacy_workbook_and_a_name_that_says_something_else() -> None:
    path = shared("superstore_zh", "示例 - 超市.xls")
    table = read_table("超市.csv", path, sheet="销售人员")
    assert (table.kind, table.rows.height, table.sheets) == ("xls", 6, ["订单", "退货", "销售人员"])
    assert table.notes[0].code == "kind_differs"
