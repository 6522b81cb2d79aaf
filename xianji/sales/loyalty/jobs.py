"""Each night, before their health is counted: orders of customers that have grown older than a year."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.loyalty import ordered


@db_periodic_task(crontab(hour="2", minute="50"))
def renew_orders() -> None:
    with acting(SYSTEM):
        ordered.renew()
