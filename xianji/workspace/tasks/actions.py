"""What people do with a task."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit import store
from xianji.kit.actions import PUT_BACK, action
from xianji.kit.refusals import Refused
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.models import Task

State = Task.State
UNDONE = (State.OPEN, State.IN_PROGRESS)
AGAIN = ("title", "priority", "repeat", "owner_id", "about_label", "about_id", "source")
"""What a task that comes again takes from the one before."""
BY_ITSELF = _("This task closes by itself when the duty behind it is done; it cannot be closed or put off by hand.")


def is_free(task: Task, _who: Any) -> bool:
    """A duty is not done by a click."""
    return not task.is_by_duty


@action(Task, when=State.OPEN, then=State.IN_PROGRESS, label=_("Begin"), icon="player-play", undo=PUT_BACK)
def begin(task: Task, *, by: Any) -> None:
    """It is being worked on."""


@action(Task, when=UNDONE, then=State.DONE, label=_("Done"), icon="check", primary=True, undo="reopen", only_for=is_free,
        not_for=BY_ITSELF)  # fmt: skip
def finish(task: Task, *, by: Any) -> None:
    """Done; where it comes again, the next one is opened."""
    task.done_at = timezone.now()
    if task.repeat != rules.ONCE:
        due = rules.following(timezone.localtime(task.due_at), task.repeat, timezone.localtime())
        store.create(Task(before=task, due_at=due, **{name: getattr(task, name) for name in AGAIN}))


@action(Task, when=UNDONE, then=State.CANCELLED, label=_("Cancel task"), icon="circle-x", danger=True, undo="reopen",
        only_for=is_free, not_for=BY_ITSELF)  # fmt: skip
def cancel(task: Task, *, by: Any, why: str = "") -> None:
    """It need not be done any more."""


@action(Task, when=(State.DONE, State.CANCELLED), then=State.OPEN, label=_("Open again"), icon="rotate",
        only_for=is_free, not_for=BY_ITSELF)  # fmt: skip
def reopen(task: Task, *, by: Any) -> None:
    """Not done after all; a next one that nobody has touched goes to the trash."""
    task.done_at = None
    following = Task.objects.filter(before=task, state=State.OPEN, version=1).first()
    if following is not None:
        following.before, following.deleted_at = None, timezone.now()
        store.change(following, verb="delete")


@action(Task, when=UNDONE, label=_("Put off"), icon="clock-pause", undo=PUT_BACK, only_for=is_free, not_for=BY_ITSELF)
def put_off(task: Task, *, by: Any, until: date) -> None:
    """To a later day, at the same hour."""
    due = timezone.localtime(task.due_at)
    moved: datetime = due.replace(year=until.year, month=until.month, day=until.day)
    if until < timezone.localdate():
        raise Refused("", {"until": [_("“%(day)s” is past. Choose today or a later day.") % {"day": until}]})
    task.due_at = moved
