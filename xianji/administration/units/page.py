"""The company as a tree: units with their heads and people."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from xianji.org.people.models import Person
from xianji.org.units.models import Unit


@dataclass(frozen=True)
class Branch:
    """One unit in the order of the tree: how deep, and how many work in it and below it."""

    unit: Unit
    depth: int
    people: int
    below: int
    is_moving: bool


def branches() -> list[Branch]:
    """Depth first, siblings by kind and name; three queries whatever the size."""
    units = list(Unit.objects.select_related("head").order_by("name"))
    people = Counter(Person.objects.exclude(state="left").values_list("unit_id", flat=True))
    ids = {unit.pk for unit in units}
    children: dict[int | None, list[Unit]] = {}
    for unit in units:
        children.setdefault(unit.parent_id if unit.parent_id in ids else None, []).append(unit)
    made: list[Branch] = []
    _grow(children, None, 0, people, made)
    return made


def _grow(children: dict[int | None, list[Unit]], above: int | None, depth: int, people: Any, made: list[Branch]) -> int:
    """Add everything under one unit; returns how many work there."""
    total = 0
    for unit in children.get(above, []):
        place = len(made)
        below = _grow(children, unit.pk, depth + 1, people, made)
        made.insert(place, Branch(unit, depth, people[unit.pk], below, bool(unit.former_path)))
        total += people[unit.pk] + below
    return total
