"""Sequences go on by the clock."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.nurturing.going import make_due
from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(hour="4", minute="30"))
def go_on_nurturing() -> None:
    """Once a night, after the scores."""
    with acting(SYSTEM):
        make_due()
