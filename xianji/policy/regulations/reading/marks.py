"""Everything in a text that may be the number of a clause; choosing among them is the task of numbering.py."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .numerals import HAN, letter_worth, roman_worth, worth

LINE, STOP, TEXT = "line", "stop", "text"


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


@dataclass(frozen=True)
class Style:
    """One way of numbering; `rank` orders the usual nesting, lower is further out."""

    name: str
    rank: int
    form: re.Pattern[str]
    places: frozenset[str]
    value: Callable[[str], int | None] = worth


_FOLD = str.maketrans(
    "０１２３４５６７８９（）．﹙﹚，：；" + "".join(chr(0xFF21 + n) + chr(0xFF41 + n) for n in range(26)),
    "0123456789().(),:;" + "".join(chr(65 + n) + chr(97 + n) for n in range(26)),
)
_LEAD = r"[ \t#>*•·●■◆▪※★☆○□–—\-\"“『「]*"
_BEFORE = re.compile(r"(?:^|\n)" + _LEAD + r"$")
_STOPS = "。！？；;!?.:："
_HANZI = re.compile("[\u3400-\u9fff]")
_H, _D = f"[{HAN}]{{1,5}}", r"\d{1,3}"
_ORDINAL = rf"第\s*(?P<n>{_H}|{_D})\s*"
_UNITS = (
    "[倍万萬亿億元天米吨噸℃%％‰至]|分(?![类類析工支配销銷级級布公]|别|別)|人(?![员員力事才])|个(?!人)|個(?!人)|年(?!度)|月(?!度)|日(?!常)|号|號"
    "|折(?!扣)|版(?![本权權])|点(?!检)|點(?!檢)|小[时時]|名(?![称稱单單])|家(?!具)|份(?![额額])|次(?!序)|[级級](?![别別])|到(?![货貨期])|以[上下内內]|台(?![账帳])"
)
_NO_UNIT = rf"(?!\s*(?:{_UNITS}|[\-~～、,，)）])|\d)"
_MANY = re.compile(rf"[{HAN}]+(?:[、级級线線类類季等年期档檔层層月号號者个個家名位项項])|[{HAN}]*[{HAN}]、")
_NOT_CITED = r"(?<![第本前上述按照据據依及和与與或至到、条條款项項节節章])"
_BEFORE_AMOUNT = "表图圖件第页頁式约約共每近超达達至满滿前后後各有于於为為在按"
_CITING = re.compile(
    r"\s*(?:[规規]定|所[称稱列述指规規]|的|中(?:的|[规規所、,，。])|之(?!外)|第[一二三四五六七八九十\d]{1,3}[条條款项項目点點]|[、和与與及或至]|[款项項条條](?![目款件例])|情形|要求的)"
)
_EVERYWHERE = frozenset({LINE, STOP, TEXT})
_NUMBER_SIGN = re.compile(r"(?:\bNos?\.|№|\bvol\.|\bp\.)\s*$", re.IGNORECASE)
_AFTER_STOP = frozenset({LINE, STOP})
_WORDED = r"(?P<n>\d{1,3}|[IVXLC]{1,7})\b(?!\.\d)"

STYLES = [
    Style("part", 0, re.compile(_ORDINAL + "(?:编|編|篇|部分|卷)(?!写|寫|制)"), _EVERYWHERE),
    Style("chapter", 1, re.compile(_ORDINAL + "章(?!程)"), _EVERYWHERE),
    Style("division", 2, re.compile(_ORDINAL + "[节節](?!点|點)"), _EVERYWHERE),
    Style("article", 3, re.compile(_ORDINAL + rf"[条條](?:\s*之\s*(?P<extra>{_H}|{_D}))?"), _EVERYWHERE),
    Style("Part", 0, re.compile(rf"(?:Part|PART|Title|TITLE)\s+{_WORDED}"), _AFTER_STOP),
    Style("Chapter", 1, re.compile(rf"(?:Chapter|CHAPTER)\s+{_WORDED}"), _AFTER_STOP),
    Style("Article", 2, re.compile(rf"(?:Article|ARTICLE|Art\.)\s+{_WORDED}"), _AFTER_STOP),
    Style("Section", 2, re.compile(rf"(?:Section|SECTION|Sec\.|§|Clause|CLAUSE)\s*{_WORDED}"), _AFTER_STOP),
    Style("han", 4, re.compile(rf"(?<![第{HAN}、])(?P<n>{_H})(?:、|\.(?!\d)|,(?=[ ]))"), _EVERYWHERE),
    Style("han-bare", 4, re.compile(rf"(?P<n>{_H})[ :](?=\s*[\u3400-\u9fff])"), frozenset({LINE})),
    Style("(han)", 5, re.compile(_NOT_CITED + rf"\((?P<n>{_H})\)[、.]?"), _EVERYWHERE),
    Style("(han)", 5, re.compile("(?P<n>[㈠-㈩])[、.]?"), _EVERYWHERE),
    Style("I", 4, re.compile(r"(?<![\w.])(?P<n>[IVXLC]{1,7})[.、)](?=\s*\S)"), _AFTER_STOP, roman_worth),
    Style("A", 6, re.compile(r"(?<![\w.])(?P<n>[A-Z])[.、)](?![\w.])"), _AFTER_STOP, letter_worth),
    Style("A", 6, re.compile(r"(?<![\w.])(?P<n>[A-Z])[.、](?=[\u3400-\u9fff])"), _AFTER_STOP, letter_worth),
    Style("1", 6, re.compile(rf"(?<![\w.第/〔\[（(、\-])(?P<n>{_D})[.、](?!\d*[\d.、](?![A-Za-z]))(?!\w*@)"), _EVERYWHERE),
    Style("1", 6, re.compile(rf"(?<=[\u3400-\u9fff])(?<![{_BEFORE_AMOUNT}])(?P<n>{_D})[.、](?=[\u3400-\u9fff《“\"])"), frozenset({TEXT})),
    Style("1", 6, re.compile("(?P<n>[⒈-⒛])"), _EVERYWHERE),
    Style("1-bare", 6, re.compile(rf"(?P<n>{_D})(?=[ \t]+(?:\d{{1,3}})?[\u3400-\u9fffA-Z])" + _NO_UNIT), frozenset({LINE})),
    Style("(1)", 7, re.compile(_NOT_CITED + rf"\((?P<n>{_D})\)"), _EVERYWHERE),
    Style("(1)", 7, re.compile("(?P<n>[⑴-⒇])"), _EVERYWHERE),
    Style("1)", 7, re.compile(rf"(?<![A-Za-z0-9_(.\-/])(?P<n>{_D})\)"), _EVERYWHERE),
    Style("①", 7, re.compile("(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿])"), _EVERYWHERE),
    Style("(a)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[a-z])\)"), _EVERYWHERE, letter_worth),
    Style("(A)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[A-Z])\)"), _EVERYWHERE, letter_worth),
    Style("(i)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[ivxlc]{1,6})\)"), _EVERYWHERE, roman_worth),
    Style("(I)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[IVXLC]{1,6})\)"), _EVERYWHERE, roman_worth),
    Style("a", 7, re.compile(r"(?<![\w.(])(?P<n>[a-z])[.)、](?![\w.])"), _AFTER_STOP, letter_worth),
    Style("i", 7, re.compile(r"(?<![\w.(])(?P<n>[ivxlc]{1,6})[.)](?![\w.])"), _AFTER_STOP, roman_worth),
]
_DOTTED = re.compile(rf"(?<![\w.(（〔第/\-])(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})(?![\d%％‰])[.、]?" + _NO_UNIT)
_DOTTED_IN_TEXT = re.compile(r"(?<=[\u3400-\u9fff])(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})(?=\s?[\u3400-\u9fff])" + _NO_UNIT)
_WORDED_DOTTED = re.compile(
    r"(?:Section|SECTION|Sec\.|§|Clause|CLAUSE|Article|ARTICLE)\s*(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})(?!\w)"
)
RANKS = {style.name: style.rank for style in STYLES} | {"h1": 0, "h2": 0, "h3": 0, "h4": 0, "h5": 0, "h6": 0}


def folded(text: str) -> str:
    """Full-width digits, letters and brackets as ASCII, every character at its place."""
    return text.translate(_FOLD)


def marks(text: str) -> list[Mark]:
    """All possible numbers in order."""
    plain = folded(text)
    found = [mark for style in STYLES for mark in _of_style(style, plain)]
    found += _dotted(plain)
    return sorted(set(found), key=lambda mark: (mark.start, mark.style))


def starts_numbered(text: str) -> bool:
    """Whether a line begins with what may be a number."""
    return any(mark.place == LINE for mark in marks(text[:40]))


def place_of(plain: str, at: int) -> str:
    """Whether a place begins a line, follows a stop, or lies inside a sentence."""
    start = plain.rfind("\n", 0, at) + 1
    if _BEFORE.search(plain, start, at) or not plain[start:at].strip(" \t"):
        return LINE
    before = plain[max(0, at - 3) : at].rstrip(" \t”」』\"")
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
        yield Mark(match.start(), match.end(), name, value, (), worth(extra) or 0 if extra else 0, place)


def _value(style: Style, numeral: str) -> int | None:
    if numeral.isascii() and numeral.isalpha() and style.value is worth:
        return roman_worth(numeral)
    return style.value(numeral)


def _dotted(plain: str) -> Iterator[Mark]:
    for form in (_DOTTED, _DOTTED_IN_TEXT, _WORDED_DOTTED):
        for match in form.finditer(plain):
            place = place_of(plain, match.start())
            *prefix, value = map(int, match["n"].split("."))
            if value and 0 not in prefix and (place == LINE or _opens(plain, match, place)):
                yield Mark(match.start(), match.end(), f"{len(prefix) + 1} parts", value, tuple(prefix), 0, place)


def _opens(plain: str, match: re.Match[str], place: str) -> bool:
    """Not cited (第三条的规定) nor counted (二、三线城市), and in a sentence only between Hanzi or before a capital."""
    before, after = plain[max(0, match.start() - 1) : match.start()], plain[match.end() : match.end() + 8]
    if not after.strip() or after[0] in ",，、。.;；)）" or _CITING.match(after):
        return False
    if (match[0][-1] == "、" and _MANY.match(after)) or _NUMBER_SIGN.search(plain, max(0, match.start() - 6), match.start()):
        return False
    after = after.strip()
    return bool(place == STOP or _HANZI.match(before) or _HANZI.match(after) or (before.isspace() and after[0].isupper()))
