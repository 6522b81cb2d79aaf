"""Where everybody stands on a stakeholder map: rows by the part in buying, who weighs most first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

WIDTH, CARD, TALL, GAP, DEEP = 880, 152, 58, 18, 64
"""The drawing, a card, its height, the room beside it and below it; in units of the drawing."""
SHIFT = (CARD + GAP) / 4
"""Rows stand by turns a little to the left and to the right, so that lines pass between the cards of the row they skip."""
ROW = int((WIDTH + GAP - 2 * SHIFT) // (CARD + GAP))
LEVELS = (("decision",), ("influence", "finance", "purchase"), ("tech", "user", "gatekeeper", ""))
"""Who decides, who has a say in it, who works with it."""


@dataclass(frozen=True)
class Spot:
    """A card by its top left corner."""

    x: float
    y: float

    @property
    def middle(self) -> float:
        return self.x + CARD / 2


def level_of(part: str) -> int:
    return next(n for n, parts in enumerate(LEVELS) if part in parts or n == len(LEVELS) - 1)


def rows(people: Iterable[Any]) -> list[list[Any]]:
    """The levels from the top, wrapped where they are too wide, who has most influence in front; empty ones left out."""
    levels: list[list[Any]] = [[] for _level in LEVELS]
    for one in people:
        levels[level_of(one.part)].append(one)
    found: list[list[Any]] = []
    for level in levels:
        level.sort(key=lambda one: (-(one.influence or 0), one.pk))
        found += wrapped(level)
    return found


def wrapped(level: list[Any]) -> list[list[Any]]:
    return [level[start : start + ROW] for start in range(0, len(level), ROW)]


def spots(lines: list[list[Any]]) -> dict[Any, Spot]:
    """{key of the person: where}, each row about the middle."""
    found = {}
    for n, line in enumerate(lines):
        wide = len(line) * CARD + (len(line) - 1) * GAP
        for place, one in enumerate(line):
            found[one] = Spot((WIDTH - wide) / 2 + (SHIFT if n % 2 else -SHIFT) + place * (CARD + GAP), n * (TALL + DEEP) + 1)
    return found


def height(lines: list[list[Any]]) -> int:
    return max(1, len(lines)) * (TALL + DEEP) - DEEP + 2


def between(one: Spot, other: Spot) -> str:
    """The line from one card to another as a path: from below to above, or in a bow beneath two in a row."""
    if one.y == other.y:
        low, bow = one.y + TALL, one.y + TALL + DEEP / 2.4
        return f"M{one.middle:g} {low:g} C{one.middle:g} {bow:g} {other.middle:g} {bow:g} {other.middle:g} {low:g}"
    start, end = (one.y, other.y + TALL) if one.y > other.y else (one.y + TALL, other.y)
    half = (start + end) / 2
    return f"M{one.middle:g} {start:g} C{one.middle:g} {half:g} {other.middle:g} {half:g} {other.middle:g} {end:g}"
