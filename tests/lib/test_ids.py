import csv
from pathlib import Path
from random import Random

import pytest
from stdnum.cn import uscc

from xianji.lib import ids

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.parametrize("number", ["91350100M000100Y43", "91350100m000100y43", "９1350100-M000100Y4 3"])
def test_the_example_of_gb_32100_is_right_however_written(number):
    assert ids.valid_usci(number) is None
    assert ids.compact(number) == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("91350100M000100Y4", "registration.length"), ("", "registration.length"),
        ("91350100M000100Y44", "registration.check_digit"), ("91350100M000100I43", "registration.characters"),
        ("O1350100M000100Y43", "registration.characters"), ("91350A00M000100Y43", "registration.characters"),
    ],
)  # fmt: skip
def test_wrong_credit_codes_say_what_is_wrong(number, refusal):
    assert ids.valid_usci(number) == refusal


def test_the_short_way_to_a_check_digit_agrees_with_the_library():
    dice = Random(7)
    for head in ("".join(dice.choices(ids.SIGNS, k=17)) for _place in range(2_000)):
        assert ids.usci_check(head) == uscc.calc_check_digit(head)


def test_every_single_wrong_character_of_a_credit_code_is_noticed():
    number = "91350100M000100Y43"
    for place in range(18):
        for character in set("0123456789ABCDEFGHJKLMNPQRTUWXY") - {number[place]}:
            assert ids.valid_usci(number[:place] + character + number[place + 1 :])


@pytest.mark.parametrize("number", ["04595257", "10458575", "10458574", "0459 5257"])
def test_valid_numbers_of_taiwan(number):
    assert ids.valid_ubn(number) is None


def test_taiwan_divides_by_five_since_2023():
    assert ids.valid_ubn("04595252") is None
    assert ids.valid_ubn("04595253") == "registration.check_digit"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("0459525", "registration.length"),
        ("0459525A", "registration.characters"),
        ("00000000", "registration.check_digit"),
    ],
)
def test_wrong_numbers_of_taiwan_say_what_is_wrong(number, refusal):
    assert ids.valid_ubn(number) == refusal


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("12345678", None), ("12345678-000-01-26-A", None), ("1234 5678", None), ("1234567", "registration.length"),
        ("1234567A", "registration.characters"), ("00000000", "registration.characters"),
    ],
)  # fmt: skip
def test_numbers_of_hong_kong(number, refusal):
    assert ids.valid_hk_br(number) == refusal


def test_listed_firms_of_taiwan_have_valid_numbers():
    files = sorted((SHARED / "data" / "tw_listed").glob("*.csv"))
    if not files:
        pytest.skip("the public data sets are not beside the project")
    numbers = [row["營利事業統一編號"] for file in files for row in csv.DictReader(file.open(encoding="utf-8-sig"))]
    wrong = {number for number in numbers if ids.valid_ubn(number)}
    assert len(numbers) > 500
    assert wrong <= {"00000000"}, "foreign issuers have none"
