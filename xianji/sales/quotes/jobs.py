"""What happens by itself at night: quotes whose last day has passed lapse."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.quotes.actions import lapse


@db_periodic_task(crontab(hour="0", minute="30"))
def lapse_quotes() -> None:
    with acting(SYSTEM):
        lapse(timezone.localdate())
