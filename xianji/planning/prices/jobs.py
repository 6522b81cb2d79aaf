"""What happens by itself at night: a list whose last day is over has ended."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.planning.prices.actions import close_ended


@db_periodic_task(crontab(hour="0", minute="20"))
def end_price_lists() -> None:
    with acting(SYSTEM):
        close_ended(timezone.localdate())
