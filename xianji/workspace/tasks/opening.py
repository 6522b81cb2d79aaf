"""Tasks that a control, a plan or a deadline opens and closes: many at once, each known by its key, so that running twice
changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from xianji.kit import sets, store
from xianji.kit.said import kept
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.models import KEPT, TYPED, Task

SIZE = 500
FOLLOWED = ("title", "owner_id", "due_at", "priority")
"""What an open task takes over when it is opened again with other values."""


@dataclass(frozen=True)
class Opening:
    """A task to be there; `about` is (label, id) of a record. A title is a kept sentence, or words of a person."""

    key: str
    title: str
    owner_id: int | None
    due_at: datetime
    about: tuple[str, int] | None = None
    clause: str = ""
    priority: str = "normal"
    source: str = "control"


def open_tasks(openings: Iterable[Opening]) -> tuple[int, int]:
    """(opened, changed). A key that was there is never opened a second time; while it is open it follows what is wanted."""
    opened = changed = 0
    wanted = {one.key: one for one in openings}
    with store.whole():
        for block in blocks(list(wanted.values())):
            there = {task.key: task for task in Task.unscoped.filter(key__in=[one.key for one in block])}
            opened += sets.insert_many(Task, [made(one) for one in block if one.key not in there], verb="create", source="job")
            open_ones = [(task, wanted[key]) for key, task in there.items() if key and task.state in rules.UNDONE]
            changed += sets.update_many(Task, [brought(*pair) for pair in open_ones], FIELDS, verb="change", source="job")
    return opened, changed


FIELDS = ["title", "owner", "due_at", "priority"]


def made(one: Opening) -> Task:
    label, pk = one.about or ("", None)
    given: dict[str, Any] = {name: getattr(one, name) for name in (*FOLLOWED, "key", "clause", "source")}
    return Task(about_label=label, about_id=pk, **given | {"title": kept(one.title, KEPT, TYPED)})


def brought(task: Task, one: Opening) -> Task:
    for name in FOLLOWED:
        setattr(task, name, getattr(one, name))
    task.title = kept(one.title, KEPT, TYPED)
    return task


def close_tasks(keys: Iterable[str], outcome: str = rules.DONE) -> int:
    """How many were closed; those that are closed already, or never were, are left alone."""
    closed = 0
    values: dict[str, Any] = {"state": outcome}
    if outcome == rules.DONE:
        values |= {"done_at": timezone.now()}
    with store.whole():
        for block in blocks(list(dict.fromkeys(keys))):
            rows = Task.unscoped.filter(key__in=block, state__in=rules.UNDONE, deleted_at=None)
            closed += sets.change_many(rows, values, verb="finish" if outcome == rules.DONE else "cancel", source="job")
    return closed


def blocks(rows: list[Any]) -> Iterator[list[Any]]:
    yield from (rows[start : start + SIZE] for start in range(0, len(rows), SIZE))
