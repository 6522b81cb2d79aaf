"""Two versions of a regulation, clause by clause."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from xianji.lib.text import fold
from xianji.policy.regulations.reading.clauses import ReadClause

SAME, CHANGED, ADDED, REMOVED, MOVED = "same", "changed", "added", "removed", "moved"

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_SAME_PLACE = 0.2
_LIKE_ENOUGH = 0.5
_LIKE_ENOUGH_IN_PLACE = 0.25


@dataclass(frozen=True)
class Span:
    """A stretch of text that both versions have, only the new one, or only the old one."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What became of one clause; a moved one has a new number and may have changed as well."""

    kind: str
    old: ReadClause | None
    new: ReadClause | None
    spans: tuple[Span, ...] = ()


def compare(old: list[ReadClause], new: list[ReadClause]) -> list[Difference]:
    """Every clause of both versions once, in the order of the new one; removed ones where they stood."""
    pairs = _pairs(old, new)
    of_new = {after: before for before, after in pairs.items()}
    found: list[Difference] = []
    told = 0
    for after, clause in enumerate(new):
        before = of_new.get(after)
        if before is not None:
            gone = [at for at in range(told, before) if at not in pairs]
            found += [Difference(REMOVED, old[at], None, (Span(REMOVED, old[at].text),)) for at in gone]
            told = max(told, before + 1)
            found.append(_difference(old[before], clause))
        else:
            found.append(Difference(ADDED, None, clause, (Span(ADDED, clause.text),)))
    rest = [at for at in range(told, len(old)) if at not in pairs]
    return found + [Difference(REMOVED, old[at], None, (Span(REMOVED, old[at].text),)) for at in rest]


def _difference(old: ReadClause, new: ReadClause) -> Difference:
    if old.number != new.number:
        return Difference(MOVED, old, new, spans(old.text, new.text))
    if fold(old.text) == fold(new.text):
        return Difference(SAME, old, new)
    return Difference(CHANGED, old, new, spans(old.text, new.text))


def _pairs(old: list[ReadClause], new: list[ReadClause]) -> dict[int, int]:
    """Which old clause became which new one: the same number and text, then the same text, then the most alike."""
    pairs: dict[int, int] = {}
    for key in (lambda one: (one.number, fold(one.text)), lambda one: fold(one.text)):
        waiting: dict[object, list[int]] = {}
        for at, clause in enumerate(new):
            if at not in pairs.values():
                waiting.setdefault(key(clause), []).append(at)
        for at, clause in enumerate(old):
            if at not in pairs and (found := waiting.get(key(clause))):
                pairs[at] = found.pop(0)
    _pair_alike(old, new, pairs)
    return pairs


def _pair_alike(old: list[ReadClause], new: list[ReadClause], pairs: dict[int, int]) -> None:
    """The most alike first; a clause that kept its number needs less to be the same one."""
    left = {at: _grams(clause.text) for at, clause in enumerate(old) if at not in pairs}
    taken = set(pairs.values())
    right = {at: _grams(clause.text) for at, clause in enumerate(new) if at not in taken}
    alike = []
    for before, first in left.items():
        for after, second in right.items():
            in_place = old[before].number == new[after].number
            likeness = _likeness(first, second)
            if likeness >= (_LIKE_ENOUGH_IN_PLACE if in_place else _LIKE_ENOUGH):
                alike.append((likeness + _SAME_PLACE * in_place, -abs(before - after), before, after))
    for _, _, before, after in sorted(alike, reverse=True):
        if before in left and after in right:
            pairs[before] = after
            del left[before], right[after]


def _grams(text: str) -> Counter[str]:
    plain = fold(text)
    return Counter(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """Dice: 1 for the same pairs of characters, 0 for none in common."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def spans(old: str, new: str) -> tuple[Span, ...]:
    """What stayed, went and came: by words where letters are written, by characters in Chinese."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, [fold(one) for one in before], [fold(one) for one in after], autojunk=False)
    found: list[Span] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(Span(SAME, "".join(after[j1:j2])))
            continue
        found += [Span(REMOVED, "".join(before[i1:i2]))] if i2 > i1 else []
        found += [Span(ADDED, "".join(after[j1:j2]))] if j2 > j1 else []
    return tuple(found)
