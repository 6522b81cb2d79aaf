"""Each morning, after the night has looked at what is owed: who must think of a claim before it lapses."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.limitations.alerts import warn


@db_periodic_task(crontab(hour="6", minute="20"))
def warn_of_limitation() -> None:
    with acting(SYSTEM):
        warn(timezone.localdate())
