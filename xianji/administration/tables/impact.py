"""What a version would change: replayed over the records that the reader sees, at once or by the worker."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.jobs.models import Job
from xianji.kit.jobs.starting import start
from xianji.lib import actor
from xianji.rulebook.tables import cells, deciding
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.content import Column, Content
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.models import TableVersion
from xianji.rulebook.tables.replaying import Outcome, Replay, replays, run

JOB = "rulebook.what_if"
AT_ONCE = 2000
"""So many records are replayed while one waits; more are given to the worker."""
KINDS = 6
"""Answers of one output that are told with their numbers."""


@dataclass(frozen=True)
class Shift:
    """How often one answer is given now, and would be."""

    output: str
    answer: str
    before: int
    after: int


@dataclass(frozen=True)
class Shown:
    """The outcome in the reader's words."""

    outcome: Outcome
    shifts: list[Shift]
    affected: list[dict[str, Any]]


def source_of(name: str) -> Replay | None:
    return replays.get(name)


def is_large(source: Replay) -> bool:
    return len(source.rows().values_list("pk", flat=True)[: AT_ONCE + 1]) > AT_ONCE


def replayed(version: TableVersion, progress: Any = lambda _done: None) -> Outcome:
    """The version against the one in force."""
    _number, before = deciding.in_force(version.table)
    return run(replays[version.table], before, Compiled(version.read), progress)


def later(version: TableVersion) -> Job:
    """By the worker, on behalf of whoever asked."""
    title = _("What would change: %(table)s") % {"table": f"{table(version.table).title} v{version.number}"}
    return start(JOB, title, {"version": version.pk})


def found(version: TableVersion, wish: str) -> Outcome | None:
    """What the address asks for: `now`, or what one's `last` job found."""
    source = source_of(version.table)
    if source is None or not wish:
        return None
    if wish == "now":
        return None if is_large(source) else replayed(version)
    who = actor.current().user_id
    if who is None:
        return None
    jobs = Job.objects.filter(kind=JOB, user_id=who, state="done", order__version=version.pk)
    newest = jobs.order_by("-pk").first()
    return Outcome.of(newest.result["outcome"]) if newest else None


def shown(outcome: Outcome, content: Content, source: Replay) -> Shown:
    """Numbers by answer, and the records with their answers before and after."""
    shifts = [shift for key, counts in outcome.counts.items() if (column := content.column(key)) for shift in shifted(column,
        counts)]
    affected = [
        {"title": one.title, "href": f"{source.path}{one.id}", "pairs": pairs(content, one.answers)} for one in outcome.affected
    ]
    return Shown(outcome, shifts, affected)


def shifted(column: Column, counts: dict[str, list[int]]) -> list[Shift]:
    """The answers whose number changes, the greatest change first."""
    moved = [(answer, before, after) for answer, (before, after) in counts.items() if before != after]
    moved.sort(key=lambda one: -abs(one[2] - one[1]))
    return [Shift(column.title, told(column, answer), before, after) for answer, before, after in moved[:KINDS]]


def pairs(content: Content, answers: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    columns = ((content.column(key), both) for key, both in answers.items())
    return [(column.title, told(column, both[0]), told(column, both[1])) for column, both in columns if column]


def told(column: Column, text: str) -> str:
    return cells.shown(column, text) or "—"
