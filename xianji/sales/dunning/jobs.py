"""Each night, before the regulation is looked after: the ladder, promises and plans."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.dunning.running import run


@db_periodic_task(crontab(hour="1", minute="20"))
def run_the_ladder() -> None:
    with acting(SYSTEM):
        run()
