"""Heading, lines above it, footnotes below, names of columns."""

import pytest

from xianji.kit.imports.reading import Unreadable

from .files import codes, read_here, workbook

PIPELINE = "编号,客户,日期,金额\n1,远山,2024-03-05,100\n2,海川,2024-03-06,200\n3,江岸,2024-03-07,300\n"


def test_lines_above_and_below_are_left_out_and_kept_for_the_eye() -> None:
    table = read_here(("销售月报\n单位：元\n\n" + PIPELINE + "注：不含税\n数据来源：财务部\n").encode())
    assert (table.header_row, table.first_row, table.rows.height) == (4, 5, 3)
    assert (table.preamble, table.footer) == (["销售月报", "单位：元"], ["注：不含税", "数据来源：财务部"])
    assert {"header_found", "preamble_skipped", "footer_skipped"} <= set(codes(table))


def test_the_same_in_a_sheet_where_every_row_is_as_wide() -> None:
    rows = [["销售月报"], [], ["编号", "客户", "金额"], [1, "远山", 100], [2, "海川", 200], [], ["制表：王伟"]]
    table = read_here(workbook({"月报": rows}))
    assert (table.header_row, table.preamble, table.footer) == (3, ["销售月报"], ["制表：王伟"])
    assert table.rows.rows() == [("1", "远山", "100"), ("2", "海川", "200")]


def test_a_last_row_with_only_a_name_is_a_row() -> None:
    table = read_here("客户,电话\n远山,1\n海川,2\n江岸,\n".encode())
    assert table.rows.height == 3 and not table.footer


def test_a_total_is_kept_and_pointed_out() -> None:
    table = read_here((PIPELINE + "合计,,,600\n").encode())
    assert table.rows.height == 4 and "total_row" in codes(table)


@pytest.mark.parametrize("text", ["1,2024-03-05,9.50\n2,2024-03-06,8.50\n", "Anna,12\nBen,13\nCarl,14\n", "1,a,x\n2,b,x\n"])
def test_values_in_the_first_row_are_no_heading(text: str) -> None:
    table = read_here(text.encode())
    assert (table.header_row, table.first_row, table.columns[0]) == (0, 1, "A")
    assert table.rows.height == text.count("\n") and "header_missing" in codes(table)


@pytest.mark.parametrize("text", ["region,2022,2023\nNorth,1,2\nSouth,3,4\n", "name,phone\nAnna,x\n", "编号,2022年\n1,5\n", "name\nx\ny\n"])
def test_names_and_years_are_a_heading(text: str) -> None:
    assert read_here(text.encode()).header_row == 1


def test_the_caller_decides_in_the_end() -> None:
    content = PIPELINE.encode()
    assert read_here(content, header_row=0).rows.height == 4
    third = read_here(content, header_row=3)
    assert third.columns == ["2", "海川", "2024-03-06", "200"] and len(third.preamble) == 2
    with pytest.raises(Unreadable, match="row 99"):
        read_here(content, header_row=99)


def test_names_are_made_unique_and_blank_ones_get_letters() -> None:
    table = read_here(b"a, a ,,b\n1,2,3,4\n5,6,7,8\n", header_row=1)
    assert table.columns == ["a", "a (2)", "C", "b"]
    assert {"header_repeated", "header_blank"} <= set(codes(table))


def test_a_heading_alone_is_an_empty_table() -> None:
    table = read_here("编号,客户,日期\n".encode())
    assert (table.columns, table.rows.height, table.first_row) == (["编号", "客户", "日期"], 0, 2)


def test_blank_columns_go() -> None:
    table = read_here(b"a,,b\n1,,2\n3,,4\n")
    assert table.columns == ["a", "b"] and "blank_columns" in codes(table)
