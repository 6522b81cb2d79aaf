"""What happens to leads by itself: scores fade, leads without an owner are given out, late ones go on."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.leads.chasing import chase, give_out
from xianji.customers.leads.scoring import rescore_all
from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(hour="1", minute="30"))
def score_leads() -> None:
    """Once a night, before the regulation is looked after."""
    with acting(SYSTEM):
        rescore_all()


@db_periodic_task(crontab(minute="*/5"), expires=280)
def look_after_leads() -> None:
    """First contacts in time."""
    with acting(SYSTEM):
        give_out()
        chase()
