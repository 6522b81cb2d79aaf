"""What happens by itself at night: services begin and are earned by the month; the books are held against what happened."""

import logging

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.lib.actor import SYSTEM, acting
from xianji.sales.revenue.balancing import unbalanced
from xianji.sales.revenue.services import go_on

log = logging.getLogger(__name__)


@db_periodic_task(crontab(hour="0", minute="40"))
def book_services() -> None:
    """Before the figures of the day are made."""
    with acting(SYSTEM):
        go_on(timezone.localdate())
        for line, should, found in unbalanced():
            log.error("Revenue of line %s of an order is %s and should be %s.", line, found, should)
