"""What the worker does for the regulation, by the clock."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.policy.packs import jobs as pack_jobs

__all__ = ["climb_hours", "pack_jobs", "run_controls"]


@db_periodic_task(crontab(hour="2", minute="0"))
def run_controls() -> None:
    """The nightly run."""
    from xianji.policy.runs.jobs import nightly

    with acting(SYSTEM):
        nightly()


@db_periodic_task(crontab(minute="5"), expires=3000)
def climb_hours() -> None:
    """Duties that count in hours."""
    from xianji.policy.runs.jobs import hourly

    with acting(SYSTEM):
        hourly()
