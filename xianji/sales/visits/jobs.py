"""What the worker does with visits: the place of a check-in is kept for thirty days, keys of devices for sixty."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.visits.arriving import forget
from xianji.sales.visits.models import Visit
from xianji.sales.visits.rules import PLACE_KEPT


@db_periodic_task(crontab(hour="2", minute="20"))
def forget_places() -> None:
    """Nobody's way is kept longer than the supervisor needs to look."""
    with acting(SYSTEM):
        drop_places()
        forget()


def drop_places() -> int:
    """Looked for three times as far back, so that a worker that stood still leaves none."""
    last = timezone.now() - PLACE_KEPT
    old = Visit.unscoped.filter(checked_in_at__lt=last, checked_in_at__gte=last - 3 * PLACE_KEPT)
    known = [pk for pk, place in old.values_list("pk", "place") if place]
    return sets.change_many(Visit.unscoped.filter(pk__in=known), {"place": ""}, verb="forget_place", source="job")
