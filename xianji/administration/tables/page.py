"""What the pages of decision tables show: all of them, and one version with everything around it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.administration.tables import grid
from xianji.rulebook import kinds
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells, deciding
from xianji.rulebook.tables.content import Column, Content
from xianji.rulebook.tables.declared import Declared, declared
from xianji.rulebook.tables.examining import Examination, fact
from xianji.rulebook.tables.models import TableVersion

LIST = deciding.PAGE
FACT = "f."
"""What stands before the name of a fact in the address of a test run."""


def address(version: TableVersion) -> str:
    return f"{LIST}/{version.table}/{version.number}"


@dataclass(frozen=True)
class Line:
    """A table in the list: the version in force, the one that waits for its day, the open one."""

    table: Declared
    now: TableVersion | None
    planned: TableVersion | None
    open: TableVersion | None

    @property
    def is_own(self) -> bool:
        """Whether the company has a version of its own in force."""
        return self.now is not None and self.now.number > 1


def lines(words: str = "") -> list[Line]:
    """All tables that have the words in their title, name or clause; one statement."""
    today = timezone.localdate()
    versions: dict[str, list[TableVersion]] = {}
    for one in TableVersion.objects.defer("content").select_related("author").order_by("-effective_on", "-number"):
        versions.setdefault(one.table, []).append(one)
    return [line(one, versions.get(one.name, []), today) for one in declared.values() if suits(one, words)]


def line(table: Declared, versions: list[TableVersion], today: date) -> Line:
    approved = [one for one in versions if one.state == TableVersion.State.APPROVED]
    return Line(
        table, next((one for one in approved if one.holds(today)), None),
        next((one for one in reversed(approved) if not one.holds(today)), None), next((one for one in versions if one.is_open),
            None),
    )  # fmt: skip


def suits(one: Declared, words: str) -> bool:
    text = f"{one.title} {one.why} {one.name} {' '.join(one.clauses)}".lower()
    return all(word in text for word in words.lower().split())


@dataclass(frozen=True)
class Fact:
    """A field of the test run."""

    column: Column
    text: str
    problem: str = ""


@dataclass(frozen=True)
class Tried:
    """A test run: the facts as typed, what this version answers, and what the one in force answers where that differs."""

    facts: list[Fact]
    was_asked: bool
    rows: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    in_force: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    @property
    def differs(self) -> bool:
        return self.was_asked and self.in_force != self.answers


def tried(content: Content, given: Any, base: Content | None) -> Tried:
    """Ask the content, and the one in force where it takes the same facts."""
    was_asked = any(name.startswith(FACT) for name in given)
    facts, typed = [], {}
    for column in content.inputs:
        text = given.get(f"{FACT}{column.key}", "").strip()
        typed[column.key] = text
        facts.append(Fact(column, text, problem_of(column, text) if was_asked else ""))
    if not was_asked or any(one.problem for one in facts):
        return Tried(facts, was_asked=False)
    try:
        rows, answers = asked(content, typed)
    except Refusal as problem:
        return Tried(facts, was_asked=True, problem=str(problem))
    return Tried(facts, True, rows, answers, base_answer(base, typed))


def problem_of(column: Column, text: str) -> str:
    try:
        fact(column, text)
    except Unreadable as problem:
        return str(problem)
    return ""


def asked(content: Content, typed: dict[str, str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The rows that hit, and each answer in words."""
    compiled = Examination(content).compiled
    facts = {column.key: fact(column, typed.get(column.key, "")) for column in content.inputs}
    values, rows = compiled.ask("try", facts)
    return tuple(rows), tuple((column.title, told(column, values.get(column.key))) for column in content.outputs)


def base_answer(base: Content | None, typed: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What the version in force says; nothing where it asks for other facts."""
    if base is None:
        return ()
    try:
        return asked(base, typed)[1]
    except (Refusal, Unreadable):
        return ()


def told(column: Column, value: Any) -> str:
    """An answer in words, also one that was collected of several rows."""
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple):
        return _(", ").join(told(column, one) for one in value)
    if isinstance(value, bool):
        return column.label_of(kinds.YES if value else kinds.NO)
    if isinstance(value, Decimal):
        return kinds.told(column.kind, value)
    return cells.shown(column, value)


def in_force(name: str) -> TableVersion | None:
    """The version that holds today, whole."""
    number, _compiled = deciding.in_force(name)
    return TableVersion.objects.filter(table=name, number=number).first()


def drawing(version: TableVersion, base: TableVersion | None, hits: Any, **typed: Any) -> grid.Grid:
    """A version beside the one in force; that one itself stands alone."""
    compared = base.read if base is not None and base.pk != version.pk and version.is_open else None
    return grid.drawn(version.read, compared, hits, **typed)
