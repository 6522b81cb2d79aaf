"""The small language of cells: `≥ 90`, `[85, 90)`, `any`, a choice, several choices, alternatives after `;`."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from xianji.rulebook import kinds
from xianji.rulebook.kinds import NO, YES, Kind, Unreadable
from xianji.rulebook.tables.content import Column, said
from xianji.rulebook.tables.rules import HIGHEST_CUT, LOWEST, UNKNOWN, Condition, Cut

ANY = {"", "any", "任意", "-", "—", "*"}
NOBODY_KNOWS = {"unknown", "未知", "不明"}
SIGNS = {"≥": ">=", "⩾": ">=", "≧": ">=", "≤": "<=", "⩽": "<=", "≦": "<=", "≠": "!=", "【": "[", "】": "]"}
COMPARED = re.compile(r"(>=|<=|>|<|!=|=)\s*(.+)")
SPAN = re.compile(r"([\[(])(.*)([\])])")
BETWEEN = re.compile(r"\s*(?:\.\.|;|,\s+)\s*")
SEVERAL = re.compile(r"\s*[;,、/|]\s*")
SHOWN = {">=": "≥", "<=": "≤"}
YES_WORDS = {"yes": YES, "no": NO, "true": YES, "false": NO, "是": YES, "否": NO}


def condition(column: Column, text: str) -> Condition | None:
    """What a cell of an input asks; None is any. Raises Unreadable."""
    meant = narrow(text)
    if meant.lower() in ANY or meant == pgettext("condition", "any"):
        return None
    if column.is_number:
        return numbers(column, meant)
    turned = meant.startswith("!=")
    codes = frozenset(chosen(column, meant.removeprefix("!=")))
    return Condition(codes=frozenset(choosable(column)) - codes if turned else codes)


def narrow(text: str) -> str:
    """Signs as a keyboard without Chinese types them."""
    text = "".join(SIGNS.get(sign, sign) for sign in text)
    return kinds.plain(text)


def numbers(column: Column, text: str) -> Condition:
    """One span, or several after `;`."""
    parts = [text] if SPAN.fullmatch(text) and ";" in text and text.count("[") + text.count("(") == 1 else text.split(";")
    found = [alternative(column, part.strip()) for part in parts]
    spans = tuple(span for one in found for span in one.spans)
    return Condition(spans, frozenset().union(*(one.codes for one in found)))


def alternative(column: Column, text: str) -> Condition:
    if is_unknown(text):
        return Condition(codes=frozenset({known_as_unknown(column, text)}))
    if compared := COMPARED.fullmatch(text):
        sign, figure = compared.group(1), kinds.number(column.kind, compared.group(2))
        return Condition(spans_of(sign, figure))
    if spanned := SPAN.fullmatch(text):
        opens, inside, closes = spanned.groups()
        return Condition((span(column, opens, inside, closes, text),))
    if text.startswith(("[", "(")) or text.endswith(("]", ")")):
        raise Unreadable(_("“%(value)s”: a range is written like [85, 90) or (5, 10].") % {"value": text})
    figure = kinds.number(column.kind, text)
    return Condition((((figure, 0), (figure, 1)),))


def spans_of(sign: str, figure: Decimal) -> tuple[tuple[Cut, Cut], ...]:
    before, behind = (figure, 0), (figure, 1)
    return {
        ">=": ((before, HIGHEST_CUT),), ">": ((behind, HIGHEST_CUT),),
        "<=": ((LOWEST, behind),), "<": ((LOWEST, before),),
        "=": ((before, behind),), "!=": ((LOWEST, before), (behind, HIGHEST_CUT)),
    }[sign]  # fmt: skip


def span(column: Column, opens: str, inside: str, closes: str, text: str) -> tuple[Cut, Cut]:
    ends = BETWEEN.split(inside.strip())
    if len(ends) != 2 and inside.count(",") == 1:
        ends = inside.split(",")
    if len(ends) != 2:
        raise Unreadable(_("“%(value)s”: a range has two ends, as in [85, 90).") % {"value": text})
    low, high = (kinds.number(column.kind, end.strip()) for end in ends)
    begin, end = (low, 0 if opens == "[" else 1), (high, 1 if closes == "]" else 0)
    if begin >= end:
        raise Unreadable(_("“%(value)s” is empty: nothing lies between its ends.") % {"value": text})
    return begin, end


def is_unknown(text: str) -> bool:
    return text.lower() in NOBODY_KNOWS or text == _("unknown")


def known_as_unknown(column: Column, text: str) -> str:
    if not column.optional:
        raise Unreadable(_("“%(value)s”: this is always known.") % {"value": text})
    return UNKNOWN


def chosen(column: Column, text: str) -> list[str]:
    """Codes of the choices that are named, each in any of our languages or by its code."""
    whole = names_of(column).get(text.strip().lower())
    if whole is not None:
        return [whole]
    found = []
    for name in filter(None, SEVERAL.split(text.strip())):
        if is_unknown(name):
            found.append(known_as_unknown(column, name))
        elif (code := names_of(column).get(name.lower())) is not None:
            found.append(code)
        else:
            offered = _(", ").join(column.label_of(code) for code in column.codes)
            raise Unreadable(_("“%(value)s” is none of the choices: %(choices)s.") % {"value": name, "choices": offered})
    if not found:
        raise Unreadable(_("Nothing is chosen."))
    return list(dict.fromkeys(found))


def names_of(column: Column) -> dict[str, str]:
    """{what a choice may be called: its code}."""
    if column.kind == Kind.YES_NO:
        return YES_WORDS | {column.label_of(code).lower(): code for code in column.codes}
    found: dict[str, str] = {}
    for language in ("en", "zh-hant", "zh-hans"):
        with override(language):
            found |= {said(label).lower(): code for code, label in column.choices}
    found |= {said(label).lower(): code for code, label in column.choices}
    return found | {code.lower(): code for code in column.codes}


def choosable(column: Column) -> list[str]:
    return [*column.codes, UNKNOWN] if column.optional else list(column.codes)


def canonical(column: Column, text: str) -> str:
    """A typed condition as it is kept; choices by their codes."""
    asked = condition(column, text)
    if asked is None:
        return ""
    if not column.is_number:
        return ", ".join(code or "unknown" for code in choosable(column) if code in asked.codes)
    parts = [spanned(column, span) for span in asked.spans]
    return "; ".join(parts + (["unknown"] if UNKNOWN in asked.codes else []))


def spanned(column: Column, ends: tuple[Cut, Cut]) -> str:
    """A span as people write it."""
    (low, behind_low), (high, behind_high) = ends
    if low.is_infinite() and high.is_infinite():
        return pgettext("condition", "any")
    if low.is_infinite():
        return f"{'≤' if behind_high else '<'} {kinds.written(column.kind, high)}"
    if high.is_infinite():
        return f"{'>' if behind_low else '≥'} {kinds.written(column.kind, low)}"
    if low == high:
        return kinds.written(column.kind, low)
    begin, end = kinds.written(column.kind, low), kinds.written(column.kind, high)
    return f"{'(' if behind_low else '['}{begin}, {end}{']' if behind_high else ')'}"


def shown(column: Column, text: str) -> str:
    """A kept condition or answer in the reader's words."""
    if not text:
        return ""
    if column.is_number:
        return "; ".join(_("unknown") if part == "unknown" else part for part in text.split("; "))
    if column.kind == Kind.TEXT:
        return said(text)
    codes = text.split(", ")
    return _(", ").join(_("unknown") if code == "unknown" else column.label_of(code) for code in codes)


def told(column: Column, asked: Condition) -> str:
    """A condition that was found, such as a gap, in the reader's words."""
    if not column.is_number:
        return _(", ").join(column.label_of(code) if code else _("unknown") for code in choosable(column) if code in asked.codes)
    parts = [spanned(column, span) for span in asked.spans]
    return "; ".join(parts + ([_("unknown")] if UNKNOWN in asked.codes else []))


def answer(column: Column, text: str) -> str:
    """A typed answer as it is kept; nothing stays nothing. Raises Unreadable."""
    meant = narrow(text) if column.kind != Kind.TEXT else text.strip()
    if meant in ("", "-", "—"):
        return ""
    if column.is_number:
        return kinds.written(column.kind, kinds.number(column.kind, meant))
    if column.kind == Kind.TEXT:
        return meant
    codes = chosen(column, meant)
    if len(codes) > 1 and not column.many:
        raise Unreadable(_("“%(value)s”: only one choice is possible here.") % {"value": text})
    return ", ".join(code for code in column.codes if code in codes)


def value(column: Column, text: str) -> Any:
    """A kept answer as programs read it."""
    if column.many:
        return tuple(text.split(", ")) if text else ()
    if not text:
        return None
    if column.is_number:
        return kinds.number(column.kind, text)
    return text == YES if column.kind == Kind.YES_NO else text


def written(column: Column, value: Any) -> str:
    """An answer of a table as a cell keeps it."""
    if isinstance(value, tuple):
        return ", ".join(written(column, one) for one in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return kinds.written(column.kind, value) if column.is_number else str(value)
