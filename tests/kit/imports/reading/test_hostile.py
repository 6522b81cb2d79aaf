"""Files made to hurt: each is refused with a sentence, quickly, and this process lives on."""

import io
import os
import time
import zipfile

import pytest

from xianji.kit.imports.reading import Limits, Unreadable, read_table

from .files import with_parts, with_sheet, workbook

ROW = b'<row r="1"><c r="A1"><v>1</v></c></row>'
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'


def zipped(parts: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def many_cells(rows: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, rows + 1))


BOOK = workbook({"s": [["a", "b"], [1, 2]]})
FILES = {
    "nothing at all": (b"", "empty_file"),
    "blank lines only": (b"\r\n\r\n  \r\n", "no_rows"),
    "a NUL in the text": (b"a,b\n1,2\n3,\0\n", "nul_character"),
    "noise": (bytes(range(1, 256)) * 40, "encoding_unknown"),
    "an unpacked gigabyte": (lambda: with_parts(BOOK, {"xl/x.xml": b"0" * 700_000_000}), "unsafe_archive"),
    "packed thousandfold": (lambda: with_parts(BOOK, {"xl/x.xml": b"0" * 30_000_000}), "unsafe_archive"),
    "ten thousand parts": (lambda: with_parts(BOOK, {f"xl/{n}.xml": b"" for n in range(10_000)}), "unsafe_archive"),
    "a name that leads outside": (with_parts(BOOK, {"../../evil.xml": b""}), "unsafe_archive"),
    "an archive of archives": (zipped({"a.zip": zipped({"b.csv": b"a,b\n1,2\n"})}), "wrong_kind"),
    "an external entity": (with_sheet(b"<sheetData>" + ROW + b"</sheetData>", head=DOCTYPE), "unsafe_xml"),
    "a billion laughs": (with_parts(BOOK, {"xl/workbook.xml": LAUGHS}), "unsafe_xml"),
    "laughs in the strings": (with_parts(BOOK, {"xl/sharedStrings.xml": LAUGHS}), "unsafe_xml"),
    "a cell at the far end": (with_sheet(b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), "too_many_cells"),
    "a sheet in one piece": (with_sheet(b"<sheetData>" + b'<c r="A1"><v>1</v></c>' * 10 + b"</sheetData>"), ""),
    "half a workbook": (BOOK[: len(BOOK) // 2], "damaged"),
    "a workbook without its tail": (BOOK[:-30], "damaged"),
    "a workbook with a hole": (BOOK[:600] + bytes(300) + BOOK[900:], "damaged"),
    "a locked workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old container of something else": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "not_a_table"),
    "an old workbook cut short": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "Workbook".encode("utf-16-le"), "damaged"),
    "a web page": (b"\xef\xbb\xbf<html><body><table><tr><td>1</td></tr></table>", "web_page"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "wrong_kind"),
    "an open quotation mark": (b'a,b\n1,2\n"3,4\n' + b"5,6\n" * 9, "quote_open"),
    "text behind a quotation": (b'a,b\n1,2\n"3"x,4\n', "quote_broken"),
    "an endless cell": (b"a,b\n1," + b"x" * 200_000 + b"\n", "cell_too_long"),
    "ten thousand columns": (b",".join(b"%d" % n for n in range(10_000)) + b"\n", "too_many_columns"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_is_refused_with_a_sentence_in_time(name: str) -> None:
    given, code = FILES[name]
    content = given() if callable(given) else given
    started = time.monotonic()
    try:
        read_table("file", content)
        found = ""
    except Unreadable as refusal:
        found = refusal.code
        assert len(str(refusal)) > 10 and "%(" not in str(refusal)
    assert found == code
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("sheet", [b'<c s="0" r="XFD1048576">', b"<c r = 'XFD1048576'>", b'<c r="XFD&#49;048576">'])
def test_a_far_cell_in_disguise_ends_only_the_child(sheet: bytes) -> None:
    xml = b"<sheetData>" + ROW + b'<row r="2">' + sheet + b"<v>1</v></c></row></sheetData>"
    with pytest.raises(Unreadable) as refused:
        read_table("far.xlsx", with_sheet(xml))
    assert refused.value.code in ("too_many_cells", "too_much_memory", "damaged")


def test_a_strings_table_that_grows_on_use_ends_only_the_child() -> None:
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    text = os.urandom(500_000).hex().encode()
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 5_000))
    content = with_parts(with_sheet(b"<sheetData>" + cells + b"</sheetData>"), {"xl/sharedStrings.xml": strings % text})
    with pytest.raises(Unreadable) as refused:
        read_table("strings.xlsx", content)
    assert refused.value.code == "too_much_memory"


def test_time_is_limited() -> None:
    with pytest.raises(Unreadable) as refused:
        read_table("slow.csv", b"a,b\n" + b"1,2\n" * 2_000_000, limits=Limits(seconds=1))
    assert refused.value.code == "too_slow"


def test_a_dimension_that_lies_cuts_nothing() -> None:
    dimension = b'<dimension ref="A1:A2"/><sheetData>'
    table = read_table("short.xlsx", with_sheet(dimension + many_cells(30_000) + b"</sheetData>"))
    assert table.rows.height + (table.header_row > 0) == 30_000


def test_more_rows_than_allowed_are_refused_not_cut() -> None:
    with pytest.raises(Unreadable) as refused:
        read_table("long.csv", b"a,b\n" + b"1,2\n" * 3_000, limits=Limits(rows=1_000))
    assert refused.value.code == "too_many_rows"
