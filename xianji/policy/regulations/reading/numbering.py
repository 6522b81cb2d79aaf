"""Which of the possible numbers are the regulation's own: the sequence that counts best."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from xianji.policy.regulations.reading.marks import Mark
from xianji.policy.regulations.reading.styles import LINE, RANKS, STOP, TEXT

NEXT, FIRST, GAP, AGAIN, BACK, LATE = "next", "first", "gap", "again", "back", "late"

_GAIN = {LINE: 3.0, STOP: 2.0, TEXT: 1.0}
_COST = {NEXT: 0.0, FIRST: 0.0, GAP: 1.6, AGAIN: 2.5, BACK: 2.8, LATE: 2.0}
_INVERTED = 4.0
_OVERLOOKED = 2.0
_WIDTH, _NARROW, _MANY = 24, 6, 6_000
_HEADLIKE = re.compile(r"[^。；;，,：:!?！？\n]{0,30}")
CONTINUOUS = {"article", "Article", "Section"}


@dataclass(frozen=True)
class Level:
    """One level of the path to a clause, e.g. the 2 of 2.3.1."""

    style: str
    value: int
    extra: int = 0

    def __str__(self) -> str:
        return f"{self.value}-{self.extra}" if self.extra else str(self.value)


Path = tuple[Level, ...]


@dataclass(frozen=True)
class Step:
    """A number taken into the sequence, how it fits, and the one taken before it."""

    mark: Mark
    path: Path
    fit: str
    running: int
    score: float
    before: "Step | None"


def sequence(text: str, marks: list[Mark]) -> list[Step]:
    """The numbers that together count best, in order."""
    width = _NARROW if len(marks) > _MANY else _WIDTH
    open_ends: list[Step] = []
    best: Step | None = None
    for _, alternatives in groupby(marks, key=lambda mark: mark.start):
        readings = list(alternatives)
        taken = [step for end in [None, *open_ends] for mark in readings if (step := _take(text, end, mark))]
        open_ends = _pruned([_overlook(end, readings) for end in open_ends] + taken, width)
        if taken and (best is None or open_ends[0].score > best.score):
            best = open_ends[0]
    return _unrolled(best)


def is_lined(text: str, marks: list[Mark]) -> bool:
    """Whether the file puts its clauses on lines of their own; then numbers inside lines count for less."""
    lines = [line for line in text.split("\n") if line.strip()]
    beginning = sum(mark.place == LINE for mark in marks)
    return beginning >= 3 and (2 * beginning >= len(marks) or len(text) < 150 * len(lines))


def usable(marks: list[Mark], lined: bool) -> list[Mark]:
    """In a file with lines, a style that begins lines does not begin in the middle of one."""
    begins = Counter(mark.style for mark in marks if mark.place == LINE)
    return [mark for mark in marks if not (lined and mark.place == TEXT and begins[mark.style] > 1)]


def without_lone(steps: list[Step], lined: bool) -> list[Step]:
    """In a file with lines, a list inside a line needs two members at least, each after a stop but the first."""
    if not lined:
        return steps
    groups: dict[Path, list[Step]] = {}
    for step in steps:
        groups.setdefault((*step.path[:-1], Level(step.mark.style, 0)), []).append(step)
    lone = {
        id(step)
        for group in groups.values()
        if all(step.mark.place != LINE for step in group)
        and (len(group) < 2 or any(step.mark.place == TEXT for step in group[1:]))
        for step in group
    }
    return [step for step in steps if id(step) not in lone]


def _pruned(ends: list[Step], width: int) -> list[Step]:
    """The best ends, one for each path."""
    ends = sorted(ends, key=lambda end: -end.score)
    seen: dict[tuple[Path, int], Step] = {}
    for end in ends:
        seen.setdefault((end.path, end.running), end)
    return list(seen.values())[:width]


def _unrolled(end: Step | None) -> list[Step]:
    steps = []
    while end:
        steps.append(end)
        end = end.before
    return steps[::-1]


def _overlook(end: Step, readings: list[Mark]) -> Step:
    """Passing over the beginning of a line that counts in a style already in use costs something."""
    styles = {mark.style for mark in readings if mark.place == LINE and mark.start >= end.mark.end}
    if all(level.style not in styles for level in end.path):
        return end
    return Step(end.mark, end.path, end.fit, end.running, end.score - _OVERLOOKED, end.before)


def _take(text: str, end: Step | None, mark: Mark) -> Step | None:
    """The sequence with one more number, unless it cannot be the next one there."""
    if end and mark.start < end.mark.end:
        return None
    path, fit = _follow(end.path if end else (), mark, end.running if end else 0)
    exact = fit in {NEXT, FIRST}
    if mark.place == TEXT and not (exact and _follows_heading(text, end, mark)):
        return None
    if mark.place == STOP and fit in {BACK, LATE}:
        return None
    gain = _GAIN[mark.place] - _COST[fit] - _inversion(end, path)
    running = mark.value if mark.style in CONTINUOUS else (end.running if end else 0)
    return Step(mark, path, fit, running, (end.score if end else 0.0) + gain, end)


def _follows_heading(text: str, end: Step | None, mark: Mark) -> bool:
    """Inside a line a number can only follow a short heading: 基本原则1.合法合规."""
    start = end.mark.end if end else text.rfind("\n", 0, mark.start) + 1
    return bool(_HEADLIKE.fullmatch(text[start : mark.start].strip()))


def _inversion(end: Step | None, path: Path) -> float:
    """What it costs to open 一、 under 1., against the usual nesting."""
    if not end or len(path) <= len(end.path) or len(path) < 2:
        return 0.0
    outer, inner = (RANKS.get(level.style.rstrip(">"), 6) for level in path[-2:])
    return _INVERTED if inner < outer else 0.0


def _follow(path: Path, mark: Mark, running: int) -> tuple[Path, str]:
    """The path to a number coming after another path, and how well it counts on."""
    if mark.prefix:
        return _follow_dotted(path, mark)
    depth = next((at for at, level in enumerate(path) if level.style == mark.style), None)
    if depth is None:
        value = mark.value or 1
        continued = mark.style in CONTINUOUS and value == running + 1
        return (*path, Level(mark.style, value, mark.extra)), FIRST if value == 1 or continued else LATE
    last = path[depth]
    level = Level(mark.style, mark.value or last.value + 1, mark.extra)
    if mark.value == 1 and running > 1 and mark.style in CONTINUOUS and depth:
        return (*path[:depth], level), AGAIN
    return (*path[:depth], level), _fit(last, level)


def _fit(last: Level, level: Level) -> str:
    if level.extra:
        return NEXT if (level.value, level.extra) == (last.value, last.extra + 1) else GAP
    if level.value == last.value + 1:
        return NEXT
    if level.value > last.value:
        return GAP
    return AGAIN if level.value == last.value else BACK


def _follow_dotted(path: Path, mark: Mark) -> tuple[Path, str]:
    """1.2.3 belongs where the values above are 1 and 2; levels that have no heading of their own are made up."""
    level = Level(mark.style, mark.value)
    need = len(mark.prefix)
    open_lists = [depth for depth, sibling in enumerate(path) if sibling.style == mark.style]
    for depth in [*open_lists, *range(len(path), need - 1, -1)]:
        sibling = path[depth] if depth < len(path) else None
        if depth < need or (sibling and sibling.style != mark.style):
            continue
        if tuple(above.value for above in path[depth - need : depth]) == mark.prefix and _holds(path[depth - 1], need):
            return (*path[:depth], level), _fit(sibling, level) if sibling else FIRST if level.value == 1 else LATE
    made_up = tuple(Level(f"{at} parts" if at > 1 else "1", value) for at, value in enumerate(mark.prefix, start=1))
    ahead = mark.prefix[-1] - (path[need - 1].value if len(path) >= need else 0)
    return (*made_up, level), FIRST if level.value == 1 and ahead == 1 else LATE


def _holds(above: Level, parts: int) -> bool:
    """Whether numbers with one part more may stand under this level: 1.2.1 under 1.2, 1.1 under 1. or 第一章."""
    return above.style == f"{parts} parts" if parts > 1 else not above.style.endswith("parts")
