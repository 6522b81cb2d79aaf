"""What is to be said about a table: what no row answers, what two rows answer differently, what never hits, which cases fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells, rules
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.content import Case, Column, Content


@dataclass(frozen=True)
class Finding:
    """One sentence about some rows."""

    tone: str
    text: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ran:
    """A fixed case and what became of it."""

    case: Case
    told: str
    rows: tuple[str, ...]
    problem: str

    @property
    def passed(self) -> bool:
        return not self.problem


class Examination:
    """Everything that is found in one content."""

    def __init__(self, content: Content) -> None:
        self.content = content

    @cached_property
    def conditions(self) -> list[list[rules.Condition | None]]:
        return [[asked(column, row.when.get(column.key, "")) for column in self.content.inputs] for row in self.content.rows]

    @cached_property
    def walked(self) -> rules.Walk:
        dimensions = [
            rules.parts_of((row[n] for row in self.conditions), *bounds(column), choosable(column))
            for n, column in enumerate(self.content.inputs)
        ]
        return rules.walk(self.conditions, dimensions, self.content.hit == rules.FIRST)

    @property
    def findings(self) -> list[Finding]:
        return [self.coverage, *self.gaps, *self.dead, *self.overlapping]

    @property
    def coverage(self) -> Finding:
        if not self.walked.is_whole:
            return Finding("warn", _("Too many combinations: not all were checked."))
        if not self.walked.gaps:
            return Finding("ok", _("Everything is covered"))
        if self.content.hit in (rules.COLLECT, rules.SUM):
            return Finding("", _("Some facts hit no row"))
        return Finding("warn", _("Not everything is covered"))

    @property
    def gaps(self) -> list[Finding]:
        tone = "" if self.content.hit in (rules.COLLECT, rules.SUM) else "warn"
        return [Finding(tone, _("No row for: %(facts)s") % {"facts": self.gap_told(gap)}) for gap in self.walked.gaps]

    def gap_told(self, gap: Sequence[list[rules.Condition]]) -> str:
        told = []
        for n, parts in enumerate(gap):
            column, whole = self.content.inputs[n], self.walked.dimensions[n]
            if len(parts) < len(whole):
                told.append(f"{column.title} {cells.told(column, rules.merged(parts))}")
        return " · ".join(told) or _("anything")

    @property
    def dead(self) -> list[Finding]:
        ids = [self.content.rows[n].id for n in self.walked.dead]
        return [Finding("bad", _("Row %(row)s never hits: rows above answer first") % {"row": self.content.place(one)},
            (one,)) for one in ids]

    @property
    def overlapping(self) -> list[Finding]:
        if self.content.hit != rules.FIRST:
            return []
        answers = [row.then for row in self.content.rows]
        below: dict[int, list[int]] = {}
        dead = set(self.walked.dead)
        for earlier, later in rules.overlaps(self.conditions, answers):
            if later in dead:
                continue
            below.setdefault(earlier, []).append(later)
        return [self.overlap(earlier, later) for earlier, later in below.items()]

    def overlap(self, first: int, others: list[int]) -> Finding:
        told = {"first": first + 1, "others": _(", ").join(str(other + 1) for other in others)}
        text = _("Row %(first)s overlaps with %(others)s and comes first") % told
        return Finding("warn", text, tuple(self.content.rows[n].id for n in (first, *others)))

    @cached_property
    def compiled(self) -> Compiled:
        return Compiled(self.content)

    def run(self, case: Case) -> Ran:
        """What the content answers to a fixed case."""
        told = case_told(self.content, case)
        try:
            values, rows = self.compiled.ask("case", read_facts(self.content, case.facts))
        except (Refusal, Unreadable) as problem:
            return Ran(case, told, (), str(problem))
        wanted = {
            column.key: cells.value(column, case.expects[column.key])
            for column in self.content.outputs if column.key in case.expects
        }  # fmt: skip
        wrong = [key for key, value in wanted.items() if same(values.get(key)) != same(value)]
        names = _(", ").join(column.title for column in self.content.outputs if column.key in wrong)
        return Ran(case, told, tuple(rows), _("Answers otherwise: %(outputs)s") % {"outputs": names} if wrong else "")

    @property
    def cases(self) -> list[Ran]:
        return [self.run(case) for case in self.content.cases]


def same(value: Any) -> Any:
    """A list of one is that one, and a list of nothing is nothing."""
    if isinstance(value, tuple):
        return None if not value else value[0] if len(value) == 1 else frozenset(value)
    return value


def asked(column: Column, text: str) -> rules.Condition | None:
    found = cells.condition(column, text)
    return rules.among_wholes(found) if column.is_whole else found


def bounds(column: Column) -> tuple[rules.Cut, rules.Cut]:
    if not column.is_number:
        return rules.LOWEST, rules.LOWEST
    return (column.low, rules.whole(column.high)) if column.is_whole else (column.low, column.high)


def choosable(column: Column) -> list[str]:
    return ([rules.UNKNOWN] if column.optional else []) if column.is_number else cells.choosable(column)


def read_facts(content: Content, texts: dict[str, str]) -> dict[str, Any]:
    """Typed facts as a table takes them; what is left empty is unknown. Raises Unreadable."""
    return {column.key: fact(column, texts.get(column.key, "")) for column in content.inputs}


def fact(column: Column, text: str) -> Any:
    if not text.strip():
        return None
    return cells.value(column, cells.answer(column, text))


def case_told(content: Content, case: Case) -> str:
    """The facts of a case in a line."""
    parts = [cells.shown(column, case.facts[column.key]) for column in content.inputs if case.facts.get(column.key)]
    return _(", ").join(parts)
