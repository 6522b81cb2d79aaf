"""Looking for duplicates: every night among what was changed, and among all when somebody asks for it."""

from typing import Any

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.duplicates.looking import JOB, look_at_all, look_at_changed
from xianji.kit.jobs import job
from xianji.lib.actor import SYSTEM, acting

PAGE = "/customers/duplicates/?state=open&sort=-score"


@job(JOB)
def compare_all(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """Every file beside every other; what was found until it is stopped stays, and started again it goes on from there."""
    with acting(SYSTEM):
        return {"href": PAGE, **look_at_all(progress)}


@db_periodic_task(crontab(hour="1", minute="50"))
def compare_changed() -> None:
    """Once a night, before the controls look at what was found."""
    with acting(SYSTEM):
        look_at_changed()
