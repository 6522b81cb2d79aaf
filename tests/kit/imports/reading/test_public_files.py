"""The public files with their traps, read whole; the totals are those of the independent oracle."""

import json

import pytest

from xianji.kit.imports.reading import guess_dates, guess_numbers, parse_dates, parse_numbers, read_table

from .files import codes, shared


def test_the_pipeline_and_its_variant_are_the_same_deals() -> None:
    iso = read_table("p.csv", shared("maven_crm", "sales_pipeline.csv"))
    swapped = read_table("p.csv", shared("maven_crm", "variant_dd-mm-yyyy", "sales_pipeline.csv"))
    guess = guess_dates(swapped.rows["close_date"])
    assert (guess.verdict, guess.order, guess.count, guess.ambiguous) == ("clear", "dmy", 6711, 2641)
    for column in ("engage_date", "close_date"):
        assert parse_dates(iso.rows[column], "ymd")[0].equals(parse_dates(swapped.rows[column], "dmy")[0])
    won = iso.rows.filter(iso.rows["deal_stage"] == "Won")
    assert (won.height, parse_numbers(won["close_value"], 2)[0].sum()) == (4238, 1000553400)


def test_the_statistics_office_saves_gb18030_with_lines_around() -> None:
    table = read_table("分省.csv", shared("nbs_china", "分省年度数据.csv"))
    assert (table.encoding, table.header_row, len(table.preamble), len(table.footer)) == ("gb18030", 4, 3, 2)
    assert parse_numbers(table.rows["2024年"], 1)[0].sum() == 13376058
    firms = read_table("年度.csv", shared("nbs_china", "年度数据.csv"))
    assert (firms.rows.shape, firms.header_row, firms.footer[-1]) == ((11, 9), 3, "数据来源：国家统计局")


def test_the_exchange_of_taiwan_counts_years_of_the_republic() -> None:
    table = read_table("t.csv", shared("tw_listed", "t187ap03_L.csv"))
    assert (table.rows.shape, table.encoding) == ((1036, 33), "utf-8-sig")
    assert guess_dates(table.rows["出表日期"]).order == "roc"
    assert str(parse_dates(table.rows["出表日期"], "roc")[0][0]) == "2024-10-29"
    assert guess_dates(table.rows["成立日期"]).order == "ymd"
    assert parse_numbers(table.rows["實收資本額"], 0)[0].sum() == 7877724224378


def test_a_legacy_workbook_of_three_sheets() -> None:
    path = shared("superstore_zh", "示例 - 超市.xls")
    orders = read_table("超市.xls", path)
    assert (orders.sheet, orders.rows.shape, codes(orders)) == ("订单", (10_000, 20), ["sheet_chosen"])
    sales, bad = parse_numbers(orders.rows["销售额"], 6, rounding=True)
    assert not len(bad) and abs(sales.sum() - 16117548237000) < 1_000_000
    assert guess_dates(orders.rows["订单日期"]).verdict == "clear"


@pytest.mark.parametrize(("name", "shape"), [("SalesPersonQuotaHistory", (163, 6)), ("SalesPerson", (17, 9)), ("SalesTerritory", (10, 10)), ("CurrencyRate", (13532, 7)), ("Employee", (290, 16))])
def test_tabs_without_heading_under_the_name_csv(name: str, shape: tuple[int, int]) -> None:
    table = read_table(f"{name}.csv", shared("adventureworks_sales_force", f"{name}.csv"))
    assert (table.delimiter, table.header_row, table.rows.shape) == ("\t", 0, shape)
    if name == "SalesPersonQuotaHistory":
        assert parse_numbers(table.rows["D"], 0)[0].sum() == 95714000


def test_receivables_are_month_first_and_exact() -> None:
    oracle = json.loads(shared("ORACLE.json").read_text(encoding="utf-8"))
    table = read_table("ar.csv", shared("accounts_receivable", "WA_Fn-UseC_-Accounts-Receivable.csv"))
    assert guess_dates(table.rows["InvoiceDate"]).order == "mdy"
    assert guess_numbers(table.rows["InvoiceAmount"]).verdict == "clear"
    assert parse_numbers(table.rows["InvoiceAmount"], 2)[0].sum() == 14770318
    assert table.rows["invoiceNumber"][0] == "0000611365" and "accounts_receivable" in oracle
