"""Starting, retrying and stopping jobs."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from xianji.kit.jobs import pulse
from xianji.lib import actor

FINAL = ("done", "failed", "stopped")


def start(kind: str, title: Any, order: dict[str, Any] | None = None, user: Any = None) -> Any:
    """Have the worker do it once the transaction is committed, on behalf of the user, else of the one who acts now."""
    from xianji.kit.jobs.models import Job

    who = actor.current_or_none()
    user_id = user.pk if user is not None else who.user_id if who else None
    job = Job.objects.create(kind=kind, title=str(title)[:200], order=order or {}, user_id=user_id)
    pulse.forget(job.pk)  # the store knows a job by its number, and a restored database gives numbers again
    enqueue(job.pk)
    return job


def retry(job: Any) -> bool:
    """Once more with the same order; only what failed or was stopped."""
    cleared = {"state": "waiting", "problem": "", "result": {}, "done": 0, "started_at": None, "ended_at": None}
    again = type(job).objects.filter(pk=job.pk, state__in=("failed", "stopped")).update(**cleared)
    if again:
        pulse.forget(job.pk)
        enqueue(job.pk)
    return bool(again)


def stop(job: Any) -> None:
    """Ask a job to end: one that waits never begins, one that runs ends at its next step and leaves nothing behind.

    The wish goes to the queue's store, because the work may hold the database's only write lock.
    """
    pulse.ask_to_stop(job.pk)
    waiting = type(job).objects.filter(pk=job.pk, state="waiting")
    if waiting.exists():
        waiting.update(state="stopped", ended_at=timezone.now())


def enqueue(job_id: int) -> None:
    """What is committed stays done when the queue does not answer: the clock finds the job later."""

    def send() -> None:
        from xianji.kit.tasks import work_on

        work_on(job_id)

    transaction.on_commit(send, robust=True)
