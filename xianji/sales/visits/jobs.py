"""What the worker does with visits: the place of a check-in is kept for thirty days, keys of devices for sixty."""

from datetime import timedelta

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.visits.arriving import forget
from xianji.sales.visits.models import Visit

PLACES = timedelta(days=30)


@db_periodic_task(crontab(hour="2", minute="20"))
def forget_places() -> None:
    """Nobody's way is kept longer than the supervisor needs to look."""
    with acting(SYSTEM):
        drop_places()
        forget()


def drop_places() -> int:
    now = timezone.now()
    old = Visit.unscoped.filter(checked_in_at__lt=now - PLACES, checked_in_at__gte=now - 4 * PLACES)
    known = [pk for pk, place in old.values_list("pk", "place") if place]
    return sets.change_many(Visit.unscoped.filter(pk__in=known), {"place": ""}, verb="forget_place", source="job")
