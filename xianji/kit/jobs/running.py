"""What the worker does with a job: once, on behalf of the one who started it, and with a plain word when it fails."""

import logging
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xianji.kit.jobs.declared import Stopped, work_of
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.pulse import LOST, Progress, beating, seen
from xianji.kit.jobs.starting import FINAL, enqueue
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.company.settled import company

log = logging.getLogger(__name__)
KEPT = timedelta(days=90)
FORGOTTEN = timedelta(minutes=10)


def run(job_id: int) -> None:
    """Do one job, unless somebody else has already begun it."""
    if not Job.objects.filter(pk=job_id, state="waiting").update(state="running", started_at=timezone.now()):
        return
    job = Job.objects.select_related("user__person").get(pk=job_id)
    language = (job.user.language if job.user else "") or company().language
    progress = Progress(job.pk, job.order)
    with translation.override(language):
        outcome = _outcome(job, progress)
    outcome |= {"done": progress.done, "total": progress.total, "ended_at": timezone.now()}
    Job.objects.filter(pk=job.pk, state="running").update(**outcome)


def _outcome(job: Job, progress: Progress) -> dict[str, Any]:
    try:
        with _acting(job), beating(progress):
            result = work_of(job.kind)(job.order, progress)
    except Stopped:
        return {"state": "stopped", "problem": ""}
    except Refused as refusal:
        return {"state": "failed", "problem": refusal.message}
    except Exception as problem:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return {"state": "failed", "problem": f"{type(problem).__name__}: {problem}"[:4000]}
    return {"state": "done", "result": result or {}, "problem": ""}


def _acting(job: Job) -> AbstractContextManager[Any]:
    """The rights of the user as they are now; a closed account does nothing any more."""
    if job.user is None:
        return actor.acting(SYSTEM)
    if not job.user.is_active:
        raise Refused(_("The account that started this is closed."))
    return actor.acting(actor_of(job.user))


def look_after() -> None:
    """Begin what was never begun, give up what its worker has lost, forget what is long past."""
    now = timezone.now()
    waiting = Job.objects.filter(state="waiting", created_at__lt=now - FORGOTTEN)
    for job_id in waiting.values_list("pk", flat=True)[:100]:
        enqueue(job_id)
    for job in Job.objects.filter(state="running", started_at__lt=now - timedelta(seconds=LOST)):
        if now.timestamp() - seen(job.pk).get("at", 0) > LOST:
            problem = _("The worker was stopped before this was finished. Start it again.")
            Job.objects.filter(pk=job.pk, state="running").update(state="failed", problem=problem, ended_at=now)
    Job.objects.filter(state__in=FINAL, created_at__lt=now - KEPT).delete()
