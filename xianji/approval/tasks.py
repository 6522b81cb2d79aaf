"""What the worker does for approvals, by the clock."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(minute="*/5"), expires=280)
def look_after_approvals() -> None:
    """Reminders, deadlines, people who left or went away."""
    from xianji.approval.requests.caring import look_after

    with acting(SYSTEM):
        look_after()
