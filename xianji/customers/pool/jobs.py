"""What happens to the pools by the clock."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.pool import recycling
from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(hour="2", minute="50"))
def look_over_the_pools() -> None:
    """Every night, by the rules of the day that begins: warn, take back, ask managers to look."""
    with acting(SYSTEM):
        recycling.nightly()


@db_periodic_task(crontab(minute="10"))
def look_for_first_follow_ups() -> None:
    """Every hour: what was claimed and not followed up in time goes back."""
    with acting(SYSTEM):
        recycling.unfollowed()
