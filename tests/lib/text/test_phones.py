import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianji.lib.text import normal_phone, phones


@pytest.mark.parametrize(
    ("number", "region", "normal"),
    [
        ("138 1234 5678", "CN", "+8613812345678"), ("+86-138-1234-5678", "TW", "+8613812345678"), ("１３８１２３４５６７８", "CN", "+8613812345678"),
        ("0086 13812345678", "CN", "+8613812345678"), ("010-12345678", "CN", "+861012345678"), ("400-820-8820", "CN", "+864008208820"),
        ("010-12345678转8001", "CN", "+861012345678"), ("0912-345-678", "TW", "+886912345678"), ("(02)2531-7099#12", "TW", "+886225317099"),
        ("(02)2531-7099 分機 12", "TW", "+886225317099"), ("9123 4567", "HK", "+85291234567"), ("9123 4567", "hk", "+85291234567"),
        ("12345", "CN", None), ("13812345678", "HK", None), ("not a number", "CN", None), ("", "CN", None), ("1381234567", "CN", None),
    ],
)  # fmt: skip
def test_numbers_in_one_form(number, region, normal):
    assert normal_phone(number, region) == normal


@settings(max_examples=300)
@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_short_way_for_mobiles_agrees_with_the_library(number):
    assert normal_phone(number) == phones._by_library(number, "CN")


@settings(max_examples=1500)
@given(st.from_regex(r"(?:\+?886|\+?852|00852|0)?[69][0-9]{7,8}", fullmatch=True), st.sampled_from(["TW", "HK", "CN", "US"]))
def test_the_short_way_for_taiwan_and_hong_kong_agrees_with_the_library(number, region):
    assert normal_phone(number, region) == phones._by_library(number, region)


@pytest.mark.parametrize(("number", "region"), [("+886 912-345-678", "CN"), ("0912 345 678", "TW"), ("+852 6123 4567", "CN"), ("9412 3456", "HK")])
def test_mobiles_of_taiwan_and_hong_kong_do_not_need_the_library(number, region, monkeypatch):
    monkeypatch.setattr(phones, "_by_library", None)
    assert normal_phone(number, region)
