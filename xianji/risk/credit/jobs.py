"""Each night: limits whose first day has come hold, those whose last day is over end, and old exposures are seen as of today."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.risk.credit.nightly import look_after


@db_periodic_task(crontab(hour="0", minute="20"))
def look_after_credit() -> None:
    with acting(SYSTEM):
        look_after()
