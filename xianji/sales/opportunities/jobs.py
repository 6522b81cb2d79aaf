"""What happens by itself at night: customers who have not bought for a year become dormant."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.opportunities.won import put_to_rest


@db_periodic_task(crontab(hour="2", minute="40"))
def put_customers_to_rest() -> None:
    """Once a night; a customer wakes at once with the next deal won."""
    with acting(SYSTEM):
        put_to_rest()
