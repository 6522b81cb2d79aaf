"""Whoever is given a task by somebody else is told; what a control opens is told by the regulation's own ladder."""

from typing import Any

from django.utils.translation import gettext_noop

from xianji.kit import store
from xianji.kit.said import MARK, Said
from xianji.lib import actor
from xianji.workspace.notices.telling import Word, tell_many
from xianji.workspace.tasks.models import Task

KIND = "task"


def tell_given(tasks: list[tuple[Task, dict[str, Any]]]) -> None:
    """Follows every write by a person: a new task for somebody else, or one that was handed over."""
    who = actor.current()
    if who.is_system:
        return
    tell_many(
        Word(
            task.owner_id, KIND, gettext_noop("%(who)s gave you a task: %(task)s"), {"who": who.name, "task": title_of(task)},
            f"task:{task.pk}:{task.version}", (task.label(), task.pk),
        )
        for task, changed in tasks
        if "owner_id" in changed and task.source == Task.Source.USER and task.owner_id not in (None, who.person_id)
    )  # fmt: skip


def title_of(task: Task) -> str:
    """Within the notice again for each reader, where the program gave it."""
    return Said(task.title) if MARK in task.title else task.title


def connect() -> None:
    if tell_given not in store.follows(Task):
        store.follow(Task, tell_given)
