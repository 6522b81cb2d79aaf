"""Each night: on the first of a quarter its rounds begin, and on a later one where that night did not run."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.risk.rounds.opening import begin


@db_periodic_task(crontab(hour="0", minute="35"))
def begin_rounds() -> None:
    with acting(SYSTEM):
        begin(timezone.localdate())
