"""Tasks that a plan or a playbook gives: each once, however often it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from xianji.kit import store
from xianji.kit.said import typed
from xianji.workspace.tasks.models import EVENING, Task


@dataclass(frozen=True)
class Given:
    """What somebody has to do by the evening of a day."""

    title: str
    person_id: int | None
    due_on: date


def give(about: Any, wanted: Mapping[str, Given]) -> int:
    """A task for each key that has none yet; returns how many are new."""
    known = set(Task.unscoped.filter(key__in=wanted).values_list("key", flat=True))
    fresh = {key: one for key, one in wanted.items() if key not in known}
    for key, one in fresh.items():
        due = timezone.make_aware(datetime.combine(one.due_on, time(EVENING)))
        store.create(Task(title=typed(one.title), owner_id=one.person_id, due_at=due, source=Task.Source.PLAN, key=key,
                          about_label=about.label(), about_id=about.pk))  # fmt: skip
    return len(fresh)
