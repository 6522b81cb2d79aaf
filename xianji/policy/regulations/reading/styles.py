"""The ways regulations number their clauses, and how each is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from xianji.policy.regulations.reading.numerals import HAN, letter_worth, roman_worth, worth

LINE, STOP, TEXT = "line", "stop", "text"
EVERYWHERE, AFTER_STOP = frozenset({LINE, STOP, TEXT}), frozenset({LINE, STOP})
ON_LINE, IN_TEXT = frozenset({LINE}), frozenset({TEXT})


@dataclass(frozen=True)
class Style:
    """One way of numbering; `rank` orders the usual nesting, lower is further out."""

    name: str
    rank: int
    form: re.Pattern[str]
    places: frozenset[str] = EVERYWHERE
    value: Callable[[str], int | None] = worth


_H, _D, _Z = f"[{HAN}]{{1,5}}", r"\d{1,3}", "[\u3400-\u9fff]"
_ORDINAL = rf"第\s*(?P<n>{_H}|{_D})\s*"
_UNITS = (
    "[倍万萬亿億元天米吨噸℃%％‰至号號]|分(?![类類析工支配销銷级級布公别別])|人(?![员員力事才])|[个個](?!人)|[年月](?!度)"
    "|日(?!常)|折(?!扣)|版(?![本权權])|[点點](?![检檢])|小[时時]|名(?![称稱单單])|家(?!具)|份(?![额額])|次(?!序)"
    "|[级級](?![别別])|到(?![货貨期])|以[上下内內]|台(?![账帳])"
)
_NO_UNIT = rf"(?!\s*(?:{_UNITS}|[\-~～、,，)）])|\d)"
_NOT_CITED = r"(?<![第本前上述按照据據依及和与與或至到、条條款项項节節章])"
_BEFORE_AMOUNT = "表图圖第页頁式约約共每近超达達至满滿前后後各有于於为為在按"
_WORDED = r"(?P<n>\d{1,3}|[IVXLC]{1,7})\b(?!\.\d)"

STYLES = [
    Style("part", 0, re.compile(_ORDINAL + "(?:编|編|篇|部分|卷)(?!写|寫|制)")),
    Style("chapter", 1, re.compile(_ORDINAL + "章(?!程)")),
    Style("division", 2, re.compile(_ORDINAL + "[节節](?!点|點)")),
    Style("article", 3, re.compile(_ORDINAL + rf"[条條](?:\s*之\s*(?P<extra>{_H}|{_D}))?")),
    Style("Part", 0, re.compile(rf"(?:Part|PART|Title|TITLE)\s+{_WORDED}"), AFTER_STOP),
    Style("Chapter", 1, re.compile(rf"(?:Chapter|CHAPTER)\s+{_WORDED}"), AFTER_STOP),
    Style("Article", 2, re.compile(rf"(?:Article|ARTICLE|Art\.)\s+{_WORDED}"), AFTER_STOP),
    Style("Section", 2, re.compile(rf"(?:Section|SECTION|Sec\.|§|Clause|CLAUSE)\s*{_WORDED}"), AFTER_STOP),
    Style("han", 4, re.compile(rf"(?<![第{HAN}、])(?P<n>{_H})(?:、|\.(?!\d)|,(?=[ ]))")),
    Style("han-bare", 4, re.compile(rf"(?P<n>{_H})[ :](?=\s*{_Z})"), ON_LINE),
    Style("(han)", 5, re.compile(_NOT_CITED + rf"\((?P<n>{_H})\)[、.]?")),
    Style("(han)", 5, re.compile("(?P<n>[㈠-㈩])[、.]?")),
    Style("I", 4, re.compile(r"(?<![\w.])(?P<n>[IVXLC]{1,7})[.、)](?=\s*\S)"), AFTER_STOP, roman_worth),
    Style("A", 6, re.compile(r"(?<![\w.])(?P<n>[A-Z])[.、)](?![\w.])"), AFTER_STOP, letter_worth),
    Style("A", 6, re.compile(r"(?<![\w.])(?P<n>[A-Z])[.、](?=[\u3400-\u9fff])"), AFTER_STOP, letter_worth),
    Style("1", 6, re.compile(rf"(?<![\w.第/〔\[（(、\-])(?P<n>{_D})[.、](?!\d*[\d.、](?![A-Za-z]))(?!\w{{0,40}}@)")),
    Style(
        "1",
        6,
        re.compile(rf"(?<={_Z})(?<![{_BEFORE_AMOUNT}])(?<!附件)(?P<n>{_D})[.、](?=[\u3400-\u9fff《“\"])"),
        IN_TEXT,
    ),
    Style("1", 6, re.compile("(?P<n>[⒈-⒛])")),
    Style("1-bare", 6, re.compile(rf"(?P<n>{_D})(?=[ \t]+(?:\d{{1,3}})?[\u3400-\u9fffA-Z])" + _NO_UNIT), ON_LINE),
    Style("(1)", 7, re.compile(_NOT_CITED + rf"\((?P<n>{_D})\)")),
    Style("(1)", 7, re.compile("(?P<n>[⑴-⒇])")),
    Style("1)", 7, re.compile(rf"(?<![A-Za-z0-9_(.\-/])(?P<n>{_D})\)")),
    Style("①", 7, re.compile("(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿])")),
    Style("(a)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[a-z])\)"), EVERYWHERE, letter_worth),
    Style("(A)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[A-Z])\)"), EVERYWHERE, letter_worth),
    Style("(i)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[ivxlc]{1,6})\)"), EVERYWHERE, roman_worth),
    Style("(I)", 7, re.compile(r"(?<![A-Za-z0-9_])\((?P<n>[IVXLC]{1,6})\)"), EVERYWHERE, roman_worth),
    Style("a", 7, re.compile(r"(?<![\w.(])(?P<n>[a-z])[.)、](?![\w.])"), AFTER_STOP, letter_worth),
    Style("i", 7, re.compile(r"(?<![\w.(])(?P<n>[ivxlc]{1,6})[.)](?![\w.])"), AFTER_STOP, roman_worth),
]
DOTTED = [
    re.compile(r"(?<![\w.(（〔第/\-])(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})(?![\d%％‰])[.、]?" + _NO_UNIT),
    re.compile(r"(?<=[\u3400-\u9fff])(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})(?=\s?[\u3400-\u9fff])" + _NO_UNIT),
    re.compile(r"(?:Section|SECTION|Sec\.|§|Clause|CLAUSE|Article|ARTICLE)\s*(?P<n>\d{1,3}(?:\.\d{1,3}){1,5})(?!\w)"),
]
RANKS = {style.name: style.rank for style in STYLES} | {"h1": 0, "h2": 0, "h3": 0, "h4": 0, "h5": 0, "h6": 0}
