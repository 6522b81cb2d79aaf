"""Two versions side by side: which clauses changed, and which controls went where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xianji.policy.cockpit.outline import Outline
from xianji.policy.regulations.reading import ReadClause, compare


@dataclass
class Difference:
    """A clause in the older version, in the newer, or in both, with the controls on each side."""

    kind: str
    old: Any
    new: Any
    spans: Sequence[Any]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def clause(self) -> Any:
        return self.new or self.old

    @property
    def has_moved(self) -> bool:
        """Whether other controls answer for it than before."""
        return self.before != self.after

    @property
    def gone(self) -> list[str]:
        return [one for one in self.before if one not in self.after]

    @property
    def come(self) -> list[str]:
        return [one for one in self.after if one not in self.before]


def differences(old: Outline, new: Outline) -> list[Difference]:
    """What differs in words, place, or in what answers for it; a clause in which nothing does is left out."""
    before, after = _controls(old), _controls(new)
    found = [
        Difference(one.kind, one.old, one.new, one.spans, _of(one.old, before), _of(one.new, after))
        for one in compare(_read(old), _read(new))
    ]
    return [one for one in found if one.kind != "same" or one.has_moved]


def _read(found: Outline) -> list[ReadClause]:
    rows = [line.clause for line in found]
    return [ReadClause(c.number, c.level, c.title, c.text, c.place, c.is_extension) for c in rows]


def _of(clause: ReadClause | None, controls: dict[str, list[str]]) -> list[str]:
    return controls.get(clause.number, []) if clause else []


def _controls(found: Outline) -> dict[str, list[str]]:
    return {line.number: sorted(line.names) for line in found}
