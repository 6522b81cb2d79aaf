"""The organisation of a day: reports of the past use the tree as it stood then."""

from datetime import date
from typing import Any

from django.db.models import Q

from xianji.org.units.models import Unit, UnitHistory


def unit_on(unit: Unit, day: date) -> UnitHistory | None:
    """Name, parent and head of a unit on a day; before our first line it was as in that line."""
    lines = UnitHistory.objects.filter(unit=unit)
    return on(lines, day)


def ancestors_on(unit: Unit, day: date) -> list[int]:
    """Ids of the unit and of those above it on a day, the topmost first."""
    found: list[int] = []
    at: int | None = unit.pk
    while at is not None and at not in found:
        found.append(at)
        line = on(UnitHistory.objects.filter(unit_id=at), day)
        at = line.parent_id if line else None
    return found[::-1]


def on(lines: Any, day: date) -> Any:
    """The line in force on a day: from its first day, up to but without the day on which the next one begins."""
    in_force = lines.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day).order_by("-from_on", "-pk").first()
    return in_force or lines.order_by("from_on", "pk").first()
