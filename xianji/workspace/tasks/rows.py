"""A task as a row: on Today, on the page of what it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.said import words
from xianji.kit.web import writing
from xianji.workspace.about import titles
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.models import Task

SHOWN = ("pk", "title", "due_at", "priority", "source", "clause", "state", "about_label", "about_id", "owner_id", "owner__name")


@dataclass(frozen=True)
class Row:
    """`seal` is the state of the duty behind it; `about` (title, address) where the reader may see that."""

    pk: int
    title: str
    due: str
    is_overdue: bool
    is_high: bool
    is_by_duty: bool
    clause: str
    seal: str
    about: tuple[str, str] | None
    owner: str
    owner_id: int | None

    @property
    def href(self) -> str:
        return f"/workspace/tasks/{self.pk}"


def rows_of(tasks: list[tuple[Any, ...]]) -> list[Row]:
    """Tasks that were read as SHOWN; one statement for what they are about."""
    about = titles((label, pk) for *_rest, label, pk, _owner, _name in tasks)
    now = timezone.localtime()
    return [row(one, about, now) for one in tasks]


def row(one: tuple[Any, ...], about: dict[tuple[str, int], tuple[str, str]], now: datetime) -> Row:
    pk, title, due_at, priority, source, clause, state, label, about_id, owner_id, owner = one
    is_late = rules.is_overdue(state, due_at, now)
    return Row(
        pk, words(title), due(timezone.localtime(due_at), now), is_late, priority == Task.Priority.HIGH, source in rules.BY_DUTY,
        clause, "late" if is_late else "part" if state == rules.STARTED else "due", about.get((label, about_id)), owner or "",
        owner_id,
    )  # fmt: skip


def due(at: datetime, now: datetime) -> str:
    """Until when, as short as can be: by an hour of today, else the day; the evening is the day itself."""
    is_today = at.date() == now.date()
    if is_today and at.hour < 23 and at > now:
        return _("by %(time)s") % {"time": f"{at:%H:%M}"}
    ahead = (at.date() - now.date()).days
    return f"{at:%m-%d}" if ahead > 1 and at.year == now.year else writing.day(at.date())
