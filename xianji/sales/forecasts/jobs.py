"""What happens by itself: the forecast is kept on Mondays and on the first day of each month."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.forecasts.taking import take

MONDAY = 0


@db_periodic_task(crontab(hour="0", minute="20"))
def keep_the_forecast() -> None:
    """Before the day begins, so that a quarter is kept as it stands at its start."""
    on = timezone.localdate()
    if on.weekday() == MONDAY or on.day == 1:
        with acting(SYSTEM):
            take(on)
