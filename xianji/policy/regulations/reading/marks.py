"""Everything in a text that may be the number of a clause; choosing among them is the task of numbering.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xianji.policy.regulations.reading.numerals import HAN, roman_worth, worth
from xianji.policy.regulations.reading.styles import DOTTED, LINE, STOP, STYLES, TEXT, Style


@dataclass(frozen=True)
class Mark:
    """A possible number: its style, value, what stands before its last part (1.2 in 1.2.3), and the place it has."""

    start: int
    end: int
    style: str
    value: int
    prefix: tuple[int, ...] = ()
    extra: int = 0
    place: str = LINE


_FOLD = str.maketrans(
    "０１２３４５６７８９（）．﹙﹚，：；" + "".join(chr(0xFF21 + n) + chr(0xFF41 + n) for n in range(26)),
    "0123456789().(),:;" + "".join(chr(65 + n) + chr(97 + n) for n in range(26)),
)
_LEAD = re.compile(r"[ \t#>*•·●■◆▪※★☆○□–—\-\"“『「]*")
_LONGEST_LEAD = 40
_STOPS = "。！？；;!?.:："
_HANZI = re.compile("[\u3400-\u9fff]")
_MANY = re.compile(rf"[{HAN}]+(?:[、级級线線类類季等年期档檔层層月号號者个個家名位项項])|[{HAN}]*[{HAN}]、")
_COUNTS = re.compile(rf"[{HAN}]、")
_CITING = re.compile(
    r"\s*(?:[规規]定|所[称稱列述指规規]|的|中(?:的|[规規所、,，。])|之(?!外)|第[一二三四五六七八九十\d]{1,3}[条條款项項目点點]"
    r"|[、和与與及或至](?=\s*[第(\d])|[款项項条條](?![目款项項件例理码碼])|情形|要求的)"
)
_NUMBER_SIGN = re.compile(r"(?:\bNos?\.|№|\bvol\.|\bp\.)\s*$", re.IGNORECASE)


def folded(text: str) -> str:
    """Full-width digits, letters and brackets as ASCII, every character at its place."""
    return text.translate(_FOLD)


def marks(text: str) -> list[Mark]:
    """All possible numbers in order."""
    plain = folded(text)
    found = [mark for style in STYLES for mark in _of_style(style, plain)]
    found += _dotted(plain)
    return sorted(set(found), key=lambda mark: (mark.start, mark.style))


def is_cited(text: str, mark: Mark) -> bool:
    """Whether the words after a number show that it is spoken of: 第三条的规定, 一、二线城市."""
    return bool(_CITING.match(text, mark.end) or (_COUNTS.match(text, mark.end - 2) and _MANY.match(text, mark.end)))


def starts_numbered(text: str) -> bool:
    """Whether a line begins with what may be a number."""
    return any(mark.place == LINE for mark in marks(text[:_LONGEST_LEAD]))


def place_of(plain: str, at: int) -> str:
    """Whether a place begins a line, follows a stop, or lies inside a sentence."""
    start = plain.rfind("\n", max(0, at - _LONGEST_LEAD), at) + 1
    if (start or at <= _LONGEST_LEAD) and _LEAD.fullmatch(plain, start, at):
        return LINE
    before = plain[max(0, at - 3) : at].rstrip(' \t”」』"')
    if before and before[-1] in _STOPS and not before.endswith("..") and (before[-1] != "." or plain[at - 1] in " .\t"):
        return STOP
    return TEXT


def _of_style(style: Style, plain: str) -> Iterator[Mark]:
    for match in style.form.finditer(plain):
        place = place_of(plain, match.start())
        value = _value(style, match["n"])
        if place not in style.places or not value or (place != LINE and not _opens(plain, match, place)):
            continue
        extra = match.groupdict().get("extra")
        name = style.name.removesuffix("-bare")
        mark = Mark(match.start(), match.end(), name, value, (), worth(extra) or 0 if extra else 0, place)
        yield replace(mark, place=STOP) if place == LINE and is_cited(plain, mark) else mark


def _value(style: Style, numeral: str) -> int | None:
    """Article IV counts in Roman numbers although Article 4 counts in digits."""
    if numeral.isascii() and numeral.isalpha() and style.value is worth:
        return roman_worth(numeral)
    return style.value(numeral)


def _dotted(plain: str) -> Iterator[Mark]:
    for form in DOTTED:
        for match in form.finditer(plain):
            place = place_of(plain, match.start())
            *prefix, value = map(int, match["n"].split("."))
            if value and 0 not in prefix and (place == LINE or _opens(plain, match, place)):
                yield Mark(match.start(), match.end(), f"{len(prefix) + 1} parts", value, tuple(prefix), 0, place)


def _opens(plain: str, match: re.Match[str], place: str) -> bool:
    """Not cited (第三条的规定) nor counted (二、三线城市), and in a sentence only between Hanzi or before a capital."""
    before, after = plain[max(0, match.start() - 6) : match.start()], plain[match.end() : match.end() + 8]
    if not after.strip() or after[0] in ",，、。.;；)）" or _CITING.match(after) or _NUMBER_SIGN.search(before):
        return False
    if _COUNTS.match(plain, match.end() - 2) and _MANY.match(after):
        return False
    before, after = before[-1:], after.strip()
    return bool(
        place == STOP or _HANZI.match(before) or _HANZI.match(after) or (before.isspace() and after[0].isupper())
    )
