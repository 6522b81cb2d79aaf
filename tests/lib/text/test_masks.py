import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianji.lib import text


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("13812345678", "CN", "138****5678"), ("+86 138-1234-5678", "TW", "138****5678"), ("１３８１２３４５６７８", "CN", "138****5678"),
        ("0912345678", "TW", "09**-***-678"), ("+886 912 345 678", "CN", "09**-***-678"),
        ("91234578", "HK", "9*** **78"), ("+852 9123 4578", "CN", "9*** **78"),
        ("010-12345678", "CN", "********678"), ("+1 415 555 2671", "CN", "********671"), ("12", "CN", "**"), ("", "CN", ""),
    ],
)  # fmt: skip
def test_phones(number, country, shown):
    assert text.mask_phone(number, country) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("zhangwei@example.com", "z***@example.com"),
        ("z@example.com", "***@example.com"),
        ("no address", "n***"),
        ("", ""),
    ],
)
def test_mail_addresses(address, shown):
    assert text.mask_email(address) == shown


def test_heads_and_tails():
    assert text.mask_head("wechat_name") == "we***"
    assert text.mask_tail("6222021234567890123") == "***************0123"
    assert text.mask_tail("1234") == "****"
    assert text.mask_tail("12345", keep=2) == "***45"


@given(st.text("0123456789+- ()", max_size=24), st.sampled_from(["CN", "TW", "HK", "US"]))
def test_no_phone_is_shown_whole(number, country):
    shown = text.mask_phone(number, country)
    digits = [character for character in number if character.isdigit()]
    assert sum(map(str.isdigit, shown)) <= max(len(digits) * 2 // 3, 0)


@given(st.text("abc@.", max_size=12))
def test_no_name_of_a_mail_address_is_shown_whole(address):
    name, at, _ = address.rpartition("@")
    assert not at or not name or text.mask_email(address).split("*")[0] != name
