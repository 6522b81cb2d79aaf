"""What rows cover, which overlap, which never hit, and what several hits amount to: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

FIRST, COLLECT, SUM, HIGHEST = "first", "collect", "sum", "highest"
UNKNOWN = ""
"""The code of a fact that nobody knows."""
COMPARISONS = 400_000
"""Of parts with cells; more is not looked at: a table that needs it is told to be too wide to be checked whole."""
SHOWN = 6

Cut = tuple[Decimal, int]
"""A place between numbers: (5, 0) lies just before 5, (5, 1) just behind it."""
LOWEST: Cut = (Decimal("-Infinity"), 0)
HIGHEST_CUT: Cut = (Decimal("Infinity"), 1)


class Condition(NamedTuple):
    """What a cell asks of a fact: to lie in one of the spans, or to be one of the codes."""

    spans: tuple[tuple[Cut, Cut], ...] = ()
    codes: frozenset[str] = frozenset()

    def meets(self, part: "Condition") -> bool:
        """Whether a part, never cut by any condition, lies inside."""
        if part.codes:
            return part.codes <= self.codes
        low, high = part.spans[0]
        return any(begin <= low and high <= end for begin, end in self.spans)

    def touches(self, other: "Condition") -> bool:
        """Whether some fact meets both."""
        if self.codes & other.codes:
            return True
        return any(max(a, c) < min(b, d) for a, b in self.spans for c, d in other.spans)

    def contains(self, other: "Condition") -> bool:
        """Whether whatever meets the other meets this."""
        inside = all(any(a <= c and d <= b for a, b in self.spans) for c, d in other.spans)
        return inside and other.codes <= self.codes


def whole(cut: Cut) -> Cut:
    """The same place between whole numbers: behind 4 is before 5."""
    return (cut[0] + 1, 0) if cut[1] and cut[0].is_finite() else cut


def among_wholes(condition: Condition | None) -> Condition | None:
    """A condition as whole numbers meet it: nothing lies between 4 and 5."""
    if condition is None:
        return None
    return Condition(tuple((whole(low), whole(high)) for low, high in condition.spans), condition.codes)


Row = Sequence[Condition | None]
"""A condition for each input; None asks nothing."""
Dimension = Sequence[Condition]
"""The parts into which the conditions of all rows cut the facts of one input."""


def parts_of(conditions: Iterable[Condition | None], low: Cut, high: Cut, codes: Sequence[str]) -> list[Condition]:
    """The parts of one input: between two cuts of any row everything is alike."""
    named = [Condition(codes=frozenset({code})) for code in codes]
    if low == high:
        return named
    ends = {cut for one in conditions if one for span in one.spans for cut in span if low < cut < high}
    cuts = [low, *sorted(ends), high]
    return [Condition(((begin, end),)) for begin, end in zip(cuts, cuts[1:], strict=False)] + named


@dataclass
class Walk:
    """What was found on the way through all combinations of parts."""

    rows: Sequence[Row]
    dimensions: Sequence[Dimension]
    takes_first: bool
    gaps: list[list[list[Condition]]] = field(default_factory=list)
    """For each gap the parts of each input so far; what follows is any."""
    live: set[int] = field(default_factory=set)
    left: int = COMPARISONS

    @property
    def is_whole(self) -> bool:
        return self.left > 0

    @property
    def dead(self) -> list[int]:
        """Rows that never decide, where the first hit counts and everything was looked at."""
        return [n for n in range(len(self.rows)) if n not in self.live] if self.takes_first and self.is_whole else []

    def go(self, depth: int, alive: Sequence[int], path: list[list[Condition]]) -> None:
        if self.left <= 0:
            return
        if not alive:
            if len(self.gaps) < SHOWN:
                self.gaps.append(path)
            return
        catching = next((n for n in alive if all(one is None for one in self.rows[n][depth:])), None)
        if catching is not None:
            if not self.takes_first:
                return
            alive = [n for n in alive if n <= catching]
            if alive[0] == catching:
                self.live.add(catching)
                return
        if depth == len(self.dimensions):
            self.live.add(alive[0])
            return
        for still, parts in self.groups(depth, alive).items():
            self.go(depth + 1, still, [*path, parts])

    def groups(self, depth: int, alive: Sequence[int]) -> dict[tuple[int, ...], list[Condition]]:
        """Parts by the rows that they leave."""
        self.left -= (len(alive) + 1) * len(self.dimensions[depth])
        found: dict[tuple[int, ...], list[Condition]] = {}
        for part in self.dimensions[depth]:
            asked = ((n, self.rows[n][depth]) for n in alive)
            still = tuple(n for n, one in asked if one is None or one.meets(part))
            found.setdefault(still, []).append(part)
        return found


def walk(rows: Sequence[Row], dimensions: Sequence[Dimension], takes_first: bool) -> Walk:
    """Look at every combination of parts that differs, as far as the bound lets us."""
    found = Walk(rows, dimensions, takes_first)
    found.go(0, tuple(range(len(rows))), [])
    return found


def overlaps(rows: Sequence[Row], answers: Sequence[Any]) -> list[tuple[int, int]]:
    """Pairs of rows that can both hit and answer differently, where the later is not simply the wider one."""
    found = []
    for later in range(len(rows)):
        for earlier in range(later):
            if answers[earlier] != answers[later] and cross(rows[earlier], rows[later]):
                found.append((earlier, later))
                if len(found) == SHOWN:
                    return found
    return found


def cross(earlier: Row, later: Row) -> bool:
    """Whether both can hit, and the later is not meant to catch all that the earlier leaves."""
    both = list(zip(earlier, later, strict=True))
    if not all(a is None or b is None or a.touches(b) for a, b in both):
        return False
    return not all(b is None or (a is not None and b.contains(a)) for a, b in both)


def merged(parts: Sequence[Condition]) -> Condition:
    """Parts side by side as one condition, spans that touch joined."""
    spans: list[tuple[Cut, Cut]] = []
    for begin, end in sorted(span for part in parts for span in part.spans):
        if spans and spans[-1][1] == begin:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return Condition(tuple(spans), frozenset().union(*(part.codes for part in parts)))


def fold(policy: str, hits: Sequence[dict[str, Any]], ranks: dict[Any, int] | None = None) -> tuple[dict[str, Any], list[int]]:
    """What the rows that hit amount to, and which of them count: {output: value}, [places].

    first: the first. collect: every value once, in order. sum: figures added, all else collected.
    highest: the row whose first output is greatest; `ranks` orders choices.
    """
    if not hits:
        return {}, []
    if policy == FIRST:
        return dict(hits[0]), [0]
    if policy == HIGHEST:
        lead = next(iter(hits[0]))
        best = max(range(len(hits)), key=lambda n: (rank(hits[n][lead], ranks), -n))
        return dict(hits[best]), [best]
    found: dict[str, Any] = {name: distinct(row[name] for row in hits) for name in hits[0]}
    if policy == SUM:
        for name in found:
            figures = [row[name] for row in hits if isinstance(row[name], Decimal)]
            if figures:
                found[name] = sum(figures, Decimal(0))
    return found, list(range(len(hits)))


def rank(value: Any, ranks: dict[Any, int] | None) -> Any:
    """Nothing is the smallest."""
    if ranks is not None:
        return ranks.get(value, -1)
    return Decimal("-Infinity") if value is None else value


def distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    """Each value once, lists laid open, nothing left out but blanks."""
    flat = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
    return tuple(dict.fromkeys(one for one in flat if one is not None))
