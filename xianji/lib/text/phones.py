"""Telephone numbers in the one form that can be compared and dialled: E.164."""

import re
import unicodedata
from functools import lru_cache

# Mobile prefixes given out as a whole; every other number is for the library to judge.
_CN_MOBILE = re.compile(r"(?:\+?86|0086)?(1(?:3\d|5[0-35-9]|8\d)\d{8})", re.ASCII)
_TW_MOBILE, _HK_MOBILE = r"9[0-8]\d{7}", r"(?:6(?:0[1-9]|[13-59]\d|[28][0-57-9])|9(?:[23][0-8]|[467]\d))\d{5}"
_ABROAD = re.compile(rf"\+(?:886{_TW_MOBILE}|852{_HK_MOBILE})", re.ASCII)
_AT_HOME = {
    "TW": ("+886", re.compile(rf"0({_TW_MOBILE})", re.ASCII)), "HK": ("+852", re.compile(f"({_HK_MOBILE})", re.ASCII)),
}  # fmt: skip
_FILLING = re.compile(r"[\s\-‐-―().]+")
_EXTENSION = re.compile(r"(?:轉|转|分機|分机|內線|内线)[\s:]*(\d{1,7})\s*$")


def normal_phone(number: str, region: str = "CN") -> str | None:
    """+8613812345678 for any way of writing it from that region (ISO 3166 code), extension dropped; None if not valid."""
    typed = unicodedata.normalize("NFKC", number).strip()
    packed = _FILLING.sub("", typed)
    if (region == "CN" or packed.startswith("+")) and (found := _CN_MOBILE.fullmatch(packed)):
        return f"+86{found[1]}"
    if _ABROAD.fullmatch(packed):
        return packed
    if (home := _AT_HOME.get(region)) and (found := home[1].fullmatch(packed)):
        return f"{home[0]}{found[1]}"
    return _by_library(_EXTENSION.sub(r" ext. \1", typed), region)


@lru_cache(maxsize=4096)
def _by_library(typed: str, region: str) -> str | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(typed, region.upper())
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
