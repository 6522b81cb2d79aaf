"""What happens by itself in the morning: people hear of what their contracts ask for."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.contracts.reminding import remind


@db_periodic_task(crontab(hour="6", minute="10"))
def remind_of_contracts() -> None:
    with acting(SYSTEM):
        remind(timezone.localdate())
