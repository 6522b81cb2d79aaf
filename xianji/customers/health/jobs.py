"""Each night, after customers have become dormant: their health as it is now."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.health import score
from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(hour="3", minute="10"))
def renew_health() -> None:
    with acting(SYSTEM):
        score.renew()
