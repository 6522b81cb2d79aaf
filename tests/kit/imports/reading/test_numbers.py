"""Numbers as people write them become exact whole units; what does not fit is listed, never rounded unasked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianji.kit.imports.reading import guess_numbers, parse_numbers
from xianji.lib.money import to_units


def units(text: str, scale: int = 2, mark: str = ".") -> int | None:
    found: int | None = parse_numbers([text], scale, mark)[0].to_list()[0]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234.50", 123450), ("1 234.50", 123450), ("1'234.5", 123450), ("12,34,567.89", 123456789), ("1,2345.6", 1234560), ("-12", -1200), ("−7", -700), ("+5", 500), ("123-", -12300), ("(123.45)", -12345), ("￥1,200", 120000), ("¥ -5", -500), ("USD 5", 500), ("新台幣      10.0000元", 1000), ("3.5万", 3500000), ("2億", 20000000000), ("12%", 12), ("1.5E+05", 15000000), ("１２３４．５", 123450), (".5", 50), ("5.", 500), ("007", 700), ("-0", 0)],
)
def test_what_people_write(text: str, expected: int) -> None:
    assert units(text) == expected


@pytest.mark.parametrize("text", ["", "abc", "1,23", "1.2.3", "1,234,56", "--5", "-(5)", "(5", "NaN", "Infinity", "1e", "٣", "12 months", "￥", "0x10", "1_000"])
def test_what_is_no_number(text: str) -> None:
    found, bad = parse_numbers([text], 2)
    assert found.to_list() == [None]
    assert bad.rows() == ([(0, text, "not_a_number")] if text else [])


def test_excess_digits_are_errors_unless_rounding_is_asked() -> None:
    texts = ["12.345", "-12.345", "0.0049", "12.34000"]
    assert parse_numbers(texts, 2)[0].to_list() == [None, None, None, 1234]
    assert parse_numbers(texts, 2)[1]["code"].unique().to_list() == ["excess_digits"]
    assert parse_numbers(texts, 2, rounding=True)[0].to_list() == [1235, -1235, 0, 1234]


def test_the_largest_number_that_can_be_kept() -> None:
    found, bad = parse_numbers(["92233720368547758.07", "92233720368547758.08", "1e99", "9" * 60], 2)
    assert found.to_list() == [2**63 - 1, None, None, None]
    assert set(bad["code"]) == {"too_large"}


def test_a_decimal_comma() -> None:
    texts = ["1.234,50", "1234,5", "-1 234,5", "1.234", "1.23", "1,5 €"]
    assert parse_numbers(texts, 2, ",")[0].to_list() == [123450, 123450, -123450, 123400, None, 150]


@pytest.mark.parametrize(
    ("texts", "verdict", "mark"),
    [(["1,234", "1.5"], "clear", "."), (["1.234,5", "2"], "clear", ","), (["1,234"], "ambiguous", "."), (["1.234"], "ambiguous", "."), (["5", None], "clear", "."), (["1.234,5", "1,234.5"], "mixed", "."), (["x"], "none", "."), ([None], "blank", "."), (["1,234,567"], "clear", ".")],
)
def test_the_column_decides_which_mark_is_decimal(texts: list[str | None], verdict: str, mark: str) -> None:
    guess = guess_numbers(texts)
    assert (guess.verdict, guess.decimal_mark) == (verdict, mark)


def test_the_guess_tells_what_else_was_written() -> None:
    guess = guess_numbers(["￥3.5万", "$1,000.25", "12.5%", "n/a"])
    assert (guess.currencies, guess.multiples, guess.digits, guess.bad) == (("$", "¥"), ("%", "万"), 3, 1)


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**14), max_value=10**14, places=4, allow_nan=False, allow_infinity=False), st.integers(4, 4))
def test_agrees_with_the_money_of_the_house(value: object, scale: int) -> None:
    text = f"{value:,}"
    assert units(text, scale) == to_units(str(value), scale)
