"""Where customers are, as far as check-ins of the last thirty days tell it; older places are forgotten."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from xianji.lib.distances import Point, kilometres, read_point
from xianji.sales.visits.models import Visit
from xianji.sales.visits.rules import PLACE_KEPT

FAR = 1000
"""Metres from which on kilometres are told."""


def points(customer_ids: Iterable[int], **narrowed: Any) -> dict[int, Point]:
    """The newest of each; `owner=…` of one's own check-ins only."""
    since = timezone.now() - PLACE_KEPT
    rows = Visit.unscoped.filter(customer__in=list(customer_ids), checked_in_at__gte=since, deleted_at=None, **narrowed)
    told = rows.order_by("checked_in_at").values_list("customer", "place")
    return {pk: point for pk, place in told if (point := read_point(place))}


def apart(visit: Visit) -> str:
    """How far its check-in is from the newest of the others at this customer; empty where one of both is not known."""
    here = read_point(visit.place)
    others = Visit.unscoped.filter(customer=visit.customer_id, checked_in_at__gte=timezone.now() - PLACE_KEPT, deleted_at=None)
    rows = others.exclude(pk=visit.pk).order_by("-checked_in_at").values_list("place", flat=True) if here else ()
    there = next((point for place in rows if (point := read_point(place))), None)
    return written(kilometres(here, there)) if there else ""


def written(distance: float) -> str:
    metres = round(distance * 1000)
    return f"{metres} m" if metres < FAR else f"{distance:.1f} km"
