"""What happens to the pools by the clock."""

from typing import Any

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.pool import recycling, simulating
from xianji.kit.jobs import job
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


@job(simulating.JOB)
def simulate(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """What other rules would do, in the scope of whoever asked."""
    total = simulating.number(order["subject"])
    found = simulating.foresee(order["subject"], order["rules"], lambda done: progress(done, total))
    return {"foreseen": found.kept(), "href": f"{simulating.ADDRESS}?subject={order['subject']}&found=last"}
