"""What happens by itself at night: classes set by hand end, and every customer is sorted anew."""

from datetime import date

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.customers.classification.actions import expire
from xianji.customers.classification.deciding import classify_all
from xianji.lib.actor import SYSTEM, acting


@db_periodic_task(crontab(hour="1", minute="20"))
def sort_customers() -> None:
    """Before the controls look, and after the orders of the day were added up."""
    with acting(SYSTEM):
        nightly(timezone.localdate())


def nightly(on: date) -> int:
    expire(on)
    return classify_all(on)
