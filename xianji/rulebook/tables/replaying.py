"""What a version would have answered to what there is: past records asked of two versions, part by part."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.content import Column

PART = 1000
SHOWN = 50
"""Records named of those whose answer changes; all are counted."""
MOST = 500_000


@dataclass(frozen=True)
class Replay:
    """Where the facts of a table come from: rows in the reader's scope, and the facts of a part of them at once."""

    table: str
    title: Any
    rows: Callable[[], Any]
    facts: Callable[[list[Any]], dict[int, dict[str, Any]]]
    """Of these rows: {id: facts}; a row left out is not asked."""
    path: str
    """What stands before the id in a row's address."""


replays: dict[str, Replay] = {}


def replay(table: str, title: Any, rows: Callable[[], Any], path: str) -> Callable[[Any], Any]:
    """Declare the source of a table above the function that gathers its facts."""

    def declare(facts: Callable[[list[Any]], dict[int, dict[str, Any]]]) -> Any:
        replays[table] = Replay(table, title, rows, facts, path)
        return facts

    return declare


@dataclass
class Affected:
    """A record whose answer changes: {output: [before, after]} as cells keep them."""

    id: int
    title: str
    answers: dict[str, list[str]]


@dataclass
class Outcome:
    """How many were asked, how many answers change, and of which kind: {output: {answer: [before, after]}}."""

    total: int = 0
    changed: int = 0
    unanswered: int = 0
    is_whole: bool = True
    counts: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    affected: list[Affected] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Outcome":
        return cls(**{**kept, "affected": [Affected(**one) for one in kept["affected"]]})


def run(source: Replay, before: Compiled, after: Compiled, progress: Callable[[int], None] = lambda _done: None) -> Outcome:
    """Ask both versions about every row; outputs that only one of them has are left out."""
    columns = [column for column in after.content.outputs if before.content.column(column.key)]
    found = Outcome(counts={column.key: {} for column in columns})
    for part in parts(source):
        facts = source.facts(part)
        for row in part:
            if row.pk in facts:
                compare(found, columns, row, *answers(before, after, facts[row.pk]))
        progress(found.total + found.unanswered)
        if found.total + found.unanswered >= MOST:
            found.is_whole = False
            break
    return found


def parts(source: Replay) -> Iterator[list[Any]]:
    """The rows by their ids, a thousand at a time."""
    last = 0
    while part := list(source.rows().filter(pk__gt=last).order_by("pk")[:PART]):
        yield part
        last = part[-1].pk


def answers(before: Compiled, after: Compiled, facts: dict[str, Any]) -> tuple[Any, Any]:
    """What both say; None where one cannot be asked with these facts."""
    try:
        return before.ask("before", facts)[0], after.ask("after", facts)[0]
    except Refusal:
        return None, None


def compare(found: Outcome, columns: list[Column], row: Any, old: Any, new: Any) -> None:
    if old is None:
        found.unanswered += 1
        return
    found.total += 1
    differing = {}
    for column in columns:
        was, now = (cells.written(column, answer.get(column.key)) for answer in (old, new))
        counted = found.counts[column.key]
        counted.setdefault(was, [0, 0])[0] += 1
        counted.setdefault(now, [0, 0])[1] += 1
        if was != now:
            differing[column.key] = [was, now]
    if differing:
        found.changed += 1
        if len(found.affected) < SHOWN:
            found.affected.append(Affected(row.pk, str(row), differing))
