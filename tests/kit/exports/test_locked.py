"""Workbooks behind a password, and the mark that nobody sees."""

import io
import sys

import openpyxl
import pytest

from xianji.kit.exports import hidden, locked
from xianji.kit.exports.files import xlsx_file
from xianji.kit.imports.reading.reader import read_table

CODE = "0123456789ab"
ROWS = [["Heron 有限公司", "C-000001", 5], ["Crane", "C-000002", 7]]


def workbook(code: str = "") -> io.BytesIO:
    out = io.BytesIO()
    xlsx_file(out, "Firms", ["Name", "Number", "Amount"], hidden.behind(ROWS, code) if code else ROWS, "", code)
    return out


def test_a_closed_workbook_opens_with_its_password_only():
    closed, opened = io.BytesIO(), io.BytesIO()
    password = locked.new_password()
    locked.lock(workbook(), closed, password)
    with pytest.raises(Exception, match="not a zip"):
        openpyxl.load_workbook(closed)
    assert not locked.unlock(closed, io.BytesIO(), password[:-1] + ("a" if password[-1] != "a" else "b"))
    assert locked.unlock(closed, opened, password)
    assert [list(row) for row in openpyxl.load_workbook(opened).active.values][1:] == ROWS
    assert b"Heron" not in closed.getvalue()


def test_what_is_no_closed_workbook_is_not_opened():
    for content in (b"", b"nothing", workbook().getvalue(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        assert not locked.unlock(io.BytesIO(content), io.BytesIO(), "password")


def test_passwords_differ_and_say_no_letter_that_is_taken_for_another():
    made = {locked.new_password() for _one in range(50)}
    assert len(made) == 50 and all(len(one) == 19 and not set(one) & set("il1o0") for one in made)


@pytest.mark.parametrize("code", ["000000000000", CODE, "ffffffffffff"])
def test_a_mark_is_read_where_it_was_written_and_nowhere_else(code):
    assert hidden.read("before" + hidden.written(code) + "after") == {code}
    assert hidden.read(hidden.written(code)[:-1]) == set() and hidden.read("\u200b Heron \u2060") == set()
    assert all(not sign.isprintable() for sign in hidden.written(code))


def test_words_carry_it_and_numbers_and_codes_do_not():
    first, second = hidden.behind(ROWS, CODE)
    assert first == ["Heron 有限公司" + hidden.written(CODE), "C-000001", 5] and second == ROWS[1]


def test_it_stays_when_somebody_saves_the_workbook_anew_without_a_cell_of_it():
    book = openpyxl.load_workbook(workbook(CODE))
    assert [one.name for one in book.custom_doc_props.props] == ["Reference"]
    book.active.delete_rows(1, 9)
    again = io.BytesIO()
    book.save(again)
    assert hidden.read(openpyxl.load_workbook(again).custom_doc_props.props[0].value) == {CODE}


def test_our_own_import_reads_the_texts_without_it():
    rows = read_table("firms.xlsx", workbook(CODE).getvalue()).rows
    assert rows.rows()[0][:2] == ("Heron 有限公司", "C-000001")


def test_nobody_loads_the_encryption_who_does_not_need_it():
    """Imported where it is called, so that a start stays short."""
    source = sys.modules["xianji.kit.exports.locked"]
    assert not hasattr(source, "msoffcrypto") and not hasattr(source, "OOXMLFile")
