"""Numbers as regulations write them."""

import re
import unicodedata
from functools import cache

HAN = "〇零一二三四五六七八九十百廿卅两兩壹贰貳叁參肆伍陆陸柒捌玖拾"
ROMAN = "IVXLC"
_ROMAN_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"(?=.)C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_TRADITIONAL = str.maketrans("兩參陸貳卅", "两叁陆贰卅")


@cache
def worth(numeral: str) -> int | None:
    """The value of 12, 十二, ⑫, XII or l; None when it is no number. Letters count from a = 1."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if len(numeral) == 1 and numeral not in HAN and not numeral.isascii():
        return int(unicodedata.numeric(numeral, 0)) or None
    return han_worth(numeral)


@cache
def han_worth(numeral: str) -> int | None:
    """十二 is 12, 二十 is 20, 一〇五 is 105."""
    import cn2an

    try:
        return int(cn2an.cn2an(numeral.translate(_TRADITIONAL), "smart"))
    except (ValueError, KeyError):
        return None


@cache
def roman_worth(numeral: str) -> int | None:
    """XIV is 14; None for letters that are no well-formed Roman number."""
    numeral = numeral.upper()
    if not _ROMAN_FORM.fullmatch(numeral):
        return None
    values = [_ROMAN_WORTH[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def roman(value: int) -> str:
    """14 is XIV; up to 399."""
    digits = [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)]
    written = ""
    for letters, amount in digits:
        count, value = divmod(value, amount)
        written += letters * count
    return written


def letter_worth(letter: str) -> int:
    """a and A are 1."""
    return ord(letter.upper()) - ord("A") + 1


def han(value: int) -> str:
    """12 is 十二."""
    import cn2an

    return str(cn2an.an2cn(value))
