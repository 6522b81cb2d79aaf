from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib import money

UNITS = st.integers(money.SMALLEST_UNITS, money.LARGEST_UNITS)
SCALES = st.sampled_from([0, 2, 4, 6])


@given(UNITS, SCALES)
def test_units_survive_the_way_out_and_back(units, scale):
    value = money.from_units(units, scale)
    assert money.to_units(value, scale) == units
    assert money.to_units(money.plain(value, scale), scale) == units
    assert -value.as_tuple().exponent == scale


@pytest.mark.parametrize(
    ("value", "scale", "units"),
    [("12.34", 2, 1234), (Decimal("-0.05"), 2, -5), (7, 4, 70000), ("1.500000", 2, 150), (Decimal("1E+3"), 2, 100000)],
)
def test_exact_values_become_units(value, scale, units):
    assert money.to_units(value, scale) == units


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        (1.5, TypeError), (True, TypeError), (None, TypeError),
        ("1.005", money.ExcessDigits), (Decimal("0.001"), money.ExcessDigits), (Decimal("1E-400"), money.ExcessDigits),
        ("NaN", money.NotANumber), (Decimal("Infinity"), money.NotANumber), (Decimal("sNaN"), money.NotANumber),
        ("1_000", money.NotANumber), ("1e3", money.NotANumber), ("1,000.00", money.NotANumber), ("", money.NotANumber),
        ("92233720368547758.08", money.OutOfRange), (Decimal("1E+999999"), money.OutOfRange), (10**18, money.OutOfRange),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_exactly_is_refused(value, refusal):
    with pytest.raises(refusal):
        money.to_units(value, 2)


def test_the_refusal_says_what_is_wrong():
    with pytest.raises(money.ExcessDigits, match=r"1\.005 has more than 2 decimal places"):
        money.to_units("1.005", 2)


def test_the_limits_of_64_bits_are_kept():
    assert money.to_units("92233720368547758.07", 2) == 2**63 - 1
    assert money.to_units("-92233720368547758.08", 2) == -(2**63)
    with pytest.raises(money.OutOfRange):
        money.to_units("-92233720368547758.09", 2)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.125", "0.13"), ("-0.125", "-0.13"), ("0.124999999999999999999999999999", "0.12"), ("-0.004", "0.00")],
)
def test_halves_round_away_from_zero(value, rounded):
    assert str(money.round_half_up(value, 2)) == rounded


def test_products_are_rounded_once_and_to_the_scale_asked_for():
    assert money.times("19.9999", "3.5") == Decimal("70.00")
    assert money.times(Decimal("10.01"), Decimal("0.0725"), 4) == Decimal("0.7257")
    assert money.times("90000000000000000.01", "0.10") == Decimal("9000000000000000.00")


@given(UNITS, UNITS, SCALES, SCALES)
def test_sums_and_differences_are_exact(a, b, scale, other):
    first, second = money.from_units(a, scale), money.from_units(b, other)
    assert money.minus(money.plus(first, second), second) == first
    assert money.plus() == 0


def test_means_and_shares_of_nothing_are_unknown():
    assert money.avg("10.00", 0) is None
    assert money.share(5, Decimal("0.00")) is None
    assert money.avg("10.00", 3) == Decimal("3.33")
    assert str(money.share(1, 8)) == "0.125000"
    assert str(money.share(2, 3)) == "0.666667"


def test_left_over_cents_go_to_the_largest_remainders_then_the_first():
    assert money.allocate("100.00", [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert money.allocate("-100.00", [1, 1, 1]) == [Decimal("-33.34"), Decimal("-33.33"), Decimal("-33.33")]
    assert money.allocate("0.05", [Decimal("0.7"), Decimal("0.3")]) == [Decimal("0.04"), Decimal("0.01")]
    assert money.allocate("1.00", [0, 3]) == [Decimal("0.00"), Decimal("1.00")]


@given(UNITS, st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=12).filter(any), SCALES)
def test_parts_sum_to_the_total_and_none_is_a_unit_off(units, weights, scale):
    total = money.from_units(units, scale)
    parts = money.allocate(total, weights, scale)
    assert money.plus(*parts) == total
    for part, weight in zip(parts, weights, strict=True):
        fair = units * int(weight * 1000)
        assert abs(money.to_units(part, scale) * int(sum(weights) * 1000) - fair) < int(sum(weights) * 1000)


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_impossible_weights_are_refused(weights):
    with pytest.raises(ValueError, match="at least one"):
        money.allocate("1.00", weights)


def test_currencies_show_their_usual_digits():
    shown = {code: money.currency_digits(code) for code in ("JPY", "KRW", "TWD", "CNY", "HKD", "USD", "KWD", "eur")}
    assert shown == {"JPY": 0, "KRW": 0, "TWD": 0, "CNY": 2, "HKD": 2, "USD": 2, "KWD": 3, "eur": 2}


def test_machine_text_has_a_point_and_no_grouping():
    assert money.plain(Decimal(1134672)) == "1134672.00"
    assert money.plain(Decimal("-0.001")) == "0.00"
    assert money.plain(Decimal("1E+6"), 0) == "1000000"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("10.05", "壹拾元零伍分"), ("12.345", "壹拾贰元叁角伍分"),
        ("-3.2", "负叁元贰角"), ("100005", "壹拾万零伍元整"), ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("1000000000000", "壹万亿元整"), ("500005920", "伍亿零伍仟玖佰贰拾元整"), ("510005000", "伍亿壹仟万伍仟元整"), ("6007.14", "陆仟零柒元壹角肆分"), ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ],
)  # fmt: skip
def test_amounts_are_spoken_as_on_invoices(amount, words):
    assert money.spoken(amount) == words
