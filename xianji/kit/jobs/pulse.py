"""How far a running job is, kept in the queue's own store: seen at once, even while the work holds the database."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xianji.kit.jobs.declared import Stopped
from xianji.kit.jobs.models import Job

log = logging.getLogger(__name__)
EVERY = 0.5
ALIVE = 10.0
LOST = 60.0
"""Seconds: between two writings, at most without one, and until a silent job counts as lost."""


class Progress:
    """What the work calls: `progress(done, total)`; raises Stopped when somebody wants it to end."""

    def __init__(self, job_id: int, order: dict[str, Any] | None = None) -> None:
        self.job_id, self.order, self.done, self.total, self.note = job_id, order or {}, 0, 0, ""
        self.stop_asked = False

    def __call__(self, done: int, total: int | None = None, note: Any = "") -> None:
        self.done, self.total, self.note = done, self.total if total is None else total, str(note)
        if self.stop_asked:
            raise Stopped

    def keep(self, **place: Any) -> None:
        """Where work that is done part by part has come to, in the transaction of the part: started again after a stop, a
        failure or a lost worker, it finds this in its order."""
        self.order.update(place)
        Job.objects.filter(pk=self.job_id).update(order=self.order)

    def written(self) -> dict[str, Any]:
        return {"done": self.done, "total": self.total, "note": self.note}


@contextmanager
def beating(progress: Progress) -> Iterator[None]:
    """While the work runs, write its progress twice a second and look whether it shall stop."""
    ended = threading.Event()
    if store().get(_stop_key(progress.job_id), peek=True):
        forget(progress.job_id)
        raise Stopped
    _write(progress)
    beat = threading.Thread(target=_beat, args=(progress, ended), daemon=True)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join(5)
        forget(progress.job_id)


def _beat(progress: Progress, ended: threading.Event) -> None:
    last, written = time.monotonic(), progress.written()
    while not ended.wait(EVERY):
        now = progress.written()
        try:
            progress.stop_asked = progress.stop_asked or bool(store().get(_stop_key(progress.job_id), peek=True))
            if now != written or time.monotonic() - last > ALIVE:
                _write(progress)
                last, written = time.monotonic(), now
        except Exception:
            log.warning("the progress of job %s could not be written", progress.job_id, exc_info=True)
    store().storage.close()


def store() -> Any:
    """The queue with its store; opened when first needed, not when models are loaded."""
    from huey.contrib.djhuey import HUEY

    return HUEY


def _write(progress: Progress) -> None:
    store().put(_key(progress.job_id), {**progress.written(), "at": time.time()})


def seen(job_id: int) -> dict[str, Any]:
    """{done, total, note, at} of a running job; empty when it never began or has ended."""
    return store().get(_key(job_id), peek=True) or {}


def ask_to_stop(job_id: int) -> None:
    store().put(_stop_key(job_id), True)


def forget(job_id: int) -> None:
    store().delete(_key(job_id))
    store().delete(_stop_key(job_id))


def _key(job_id: int) -> str:
    return f"job-progress-{job_id}"


def _stop_key(job_id: int) -> str:
    return f"job-stop-{job_id}"
