"""Which records are decoys, and what happens when one leaves the house."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from xianji.administration.decoys.models import Decoy
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, acting


def decoys() -> dict[str, list[int]]:
    """{kind: ids}; a handful, read when it is asked."""
    found: dict[str, list[int]] = defaultdict(list)
    for label, pk in Decoy.unscoped.filter(deleted_at=None).exclude(record_id=None).values_list("kind", "record_id"):
        found[label].append(pk)
    return found


def left_out(label: str) -> list[int]:
    """Of one kind, for figures."""
    return list(Decoy.unscoped.filter(kind=label, deleted_at=None).exclude(record_id=None).values_list("record_id", flat=True))


def taken(order: Any, chosen: Any) -> None:
    """Called when a list is written into a file: a decoy among its rows is an alert at once."""
    from xianji.administration.alerts.watching import Case, raise_alerts

    user, ids = actor.current().user_id, left_out(order.label)
    if user is None or not ids:
        return
    found = list(chosen.found().filter(pk__in=ids).values_list("pk", flat=True))
    with acting(SYSTEM):
        raise_alerts([Case("decoy", user, timezone.localdate(), about=(order.label, pk)) for pk in found])
