"""A decoy that leaves the house in a file is an alert at once."""

from typing import Any

from django.utils import timezone

from xianji.administration.alerts.models import Alert
from xianji.administration.alerts.watching import Case, raise_alerts
from xianji.administration.decoys.watched import left_out
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, acting


def taken(order: Any, chosen: Any) -> None:
    """Called when a list has been written into a file."""
    user, ids = actor.current().user_id, left_out(order.label)
    if user is None or not ids:
        return
    found = list(chosen.found().filter(pk__in=ids).values_list("pk", flat=True))
    with acting(SYSTEM):
        raise_alerts([Case(Alert.Kind.DECOY, user, timezone.localdate(), about=(order.label, pk)) for pk in found])
