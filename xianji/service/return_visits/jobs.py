"""Each night, before the regulation is looked after: the regular return visits."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.service.return_visits.planning import run


@db_periodic_task(crontab(hour="1", minute="30"))
def plan_return_visits() -> None:
    with acting(SYSTEM):
        run()
