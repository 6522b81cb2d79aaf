"""Separators, quotation, line ends, rows of the wrong width."""

import pytest

from xianji.kit.imports.reading import Ragged, Unreadable

from .files import codes, read_here


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    rows = [["name", "remark, or; what|ever", "amount"], ["Acme", "a", "1,5"], ["Borealis", "b", "2,5"]]
    text = "\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows)
    table = read_here(text.encode())
    assert (table.delimiter, table.columns, table.rows.rows()[1]) == (delimiter, rows[0], tuple(rows[2]))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end_and_line_breaks_inside_cells(end: str) -> None:
    text = end.join(["name,address", f'Acme,"1 Main St{end}Springfield"', 'Borealis,"say ""hi"""', ""])
    table = read_here(text.encode())
    assert table.rows.rows() == [("Acme", f"1 Main St{end}Springfield"), ("Borealis", 'say "hi"')]
    assert table.numbers.to_list() == [2, 3]


def test_cells_stay_as_written() -> None:
    table = read_here(b"code,amount,note\n007,\"1,234.50\", padded \n1e5,(5),NULL\n")
    assert table.rows.rows() == [("007", "1,234.50", " padded "), ("1e5", "(5)", "NULL")]


def test_blank_cells_are_null_and_blank_rows_keep_their_number() -> None:
    table = read_here(b"a,b\n1,  \n\n,\n2,3\n")
    assert table.rows.rows() == [("1", None), ("2", "3")]
    assert table.numbers.to_list() == [2, 5]
    assert "blank_rows" in codes(table)


def test_rows_of_another_width_are_listed_with_their_number() -> None:
    table = read_here(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n1,2,3\n")
    assert table.ragged == [Ragged(3, 2, 3), Ragged(4, 4, 3)]
    assert table.rows.rows()[1] == ("1", "2", None)
    assert str(table.notes[-1]) == "Rows with fewer or more cells than the heading: 2 (the first is row 3)."


def test_a_heading_wider_than_its_rows_counts() -> None:
    table = read_here(b"a,b,c,d\n1,2,3\n4,5,6\n7,8,9\n")
    assert table.columns == ["a", "b", "c", "d"] and len(table.ragged) == 3


def test_a_separator_at_the_end_of_every_line_is_no_column() -> None:
    table = read_here(b"a,b,\n1,2,\n3,4,\n")
    assert table.columns == ["a", "b"] and not table.ragged


def test_an_announced_separator_is_obeyed() -> None:
    table = read_here("sep=;\r\na;b\r\n1;2\r\n".encode("utf-16"))
    assert (table.columns, table.header_row, table.first_row) == (["a", "b"], 2, 3)


def test_one_column_of_text_with_commas_stays_one_column() -> None:
    table = read_here("公司\n山河, 有限公司\n远山\n海川\n江岸\n".encode())
    assert table.columns == ["公司"] and "one_column" in codes(table)
    assert table.rows[0, 0] == "山河, 有限公司"


def test_inches_in_a_tab_file_are_plain_characters() -> None:
    table = read_here(b'item\tsize\n"Monitor" 24\t24"\nPipe\t"5\n')
    assert table.rows.rows() == [('"Monitor" 24', '24"'), ("Pipe", '"5')]
    assert "quotes_literal" in codes(table)


def test_the_caller_may_name_the_separator() -> None:
    assert read_here(b"a,b;c\n1,2;3\n", delimiter=";").columns == ["a,b", "c"]
    with pytest.raises(Unreadable, match="NUL"):
        read_here(b"a;b\n1;\0\n", delimiter=";")
