"""Which functions do slow work, by the name that a job row keeps."""

from collections.abc import Callable
from typing import Any

Work = Callable[[dict[str, Any], Any], dict[str, Any] | None]
works: dict[str, Work] = {}


class Stopped(Exception):
    """Raised out of `progress(…)` when somebody wants the job to end; let it pass, so that the work is rolled back."""


def job(kind: str) -> Callable[[Work], Work]:
    """Declare `def work(order, progress)` in a jobs.py; it returns what to show, `{"href": …}` leads to the outcome.

    Call `progress(done, total)` as often as you like: twice a second it is written down. Work whose parts are transactions of
    their own calls `progress.keep(…)` in each, and goes on from there when it is started again.
    """

    def declare(work: Work) -> Work:
        known = works.get(kind)
        if known is not None and (known.__module__, known.__qualname__) != (work.__module__, work.__qualname__):
            raise ValueError(f"Two functions want to be the job {kind!r}: {known.__module__} and {work.__module__}.")
        works[kind] = work
        return work

    return declare


def work_of(kind: str) -> Work:
    """The function of a kind; KeyError when no jobs.py that a tasks.py names declares it."""
    if kind not in works:
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("tasks")
    return works[kind]
