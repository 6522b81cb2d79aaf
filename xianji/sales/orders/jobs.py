"""What happens by itself at night: what customers bought in twelve months ages by a day."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.orders.bought import post_all


@db_periodic_task(crontab(hour="1", minute="0"))
def add_up_orders() -> None:
    """Before customers are sorted by it."""
    with acting(SYSTEM):
        post_all()
