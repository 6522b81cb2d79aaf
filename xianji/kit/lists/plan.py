"""A page of a list, read the cheapest way: the first rows of one or more arms, one per part of the actor's scope, since no
index has the order of a union. `ways` says how each arm is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from xianji.kit.indexes import ordered
from xianji.kit.lists.placewise import HERE, FirstOfEach, Places
from xianji.kit.lists.steered import AnyOf, steer
from xianji.kit.lists.ways import Condition, Way, cheapest
from xianji.kit.order import past, sorted_by
from xianji.lib import actor
from xianji.lib.actor import Reach
from xianji.org import scope

ARMS = 12
"""No more of them in one query."""


@dataclass(frozen=True)
class Plan:
    """How the rows of one list are read on behalf of the current actor."""

    resource: Any
    conditions: list[Condition]
    sort: str

    def first(self, size: int, down: bool, value: Any = None, pk: int | None = None) -> QuerySet:
        """The first rows in order, or the first past a value and its id."""
        arms = [self._arm(conditions, size, down, value, pk) for conditions in self._arms()]
        if len(arms) == 1 and isinstance(arms[0], QuerySet) and not self._nested():
            return arms[0]
        return sorted_by(self._any_of(arms), self.sort, down)[:size]

    def count(self, most: int) -> int:
        """How many rows there are, counted up to `most`."""
        return self.some(most).values("pk").count()

    def some(self, most: int) -> QuerySet:
        """All rows, in no order, or `most` of them."""
        arms = [self._read(conditions, self._way(conditions))[:most] for conditions in self._arms()]
        return arms[0] if len(arms) == 1 else self._any_of(arms)[:most]

    def ids(self, most: int) -> list[int]:
        """The ids of all rows, in no order, or of `most` of them."""
        arms = [self._read(conditions, self._way(conditions))[:most] for conditions in self._arms()]
        return list({pk: None for arm in arms for pk in arm.values_list("pk", flat=True)})[:most]

    def _arms(self) -> list[list[Condition]]:
        """The conditions of each part of the actor's scope, each alternative, and each value that has an index in this order."""
        who, model = actor.current(), self.resource.model
        parts = scope.parts(model, who, who.reach(self.resource.permission("view")))
        arms: list[list[Condition]] = [[]]
        if parts is not None:
            arms = [[part_of(column, q, who.reach(self.resource.permission("view")))] for column, q in parts.items()]
        for group in (one for one in self.conditions if one.alternatives):
            arms = [[*alternative, *arm] for alternative in group.alternatives for arm in arms]
        for one in (one for one in self.conditions if not one.alternatives):
            apart = one.values if ordered(model, one.column, self.sort) else ()
            values = apart if 1 < len(apart) * len(arms) <= ARMS else (one,)
            arms = [[value, *arm] for value in values for arm in arms]
        return arms

    def _way(self, conditions: list[Condition], down: bool = False) -> Way:
        return cheapest(self.resource.model, conditions, self.sort, down)

    def _arm(self, conditions: list[Condition], size: int, down: bool, value: Any, pk: int | None) -> QuerySet | FirstOfEach:
        way = self._way(conditions, down)
        rows = self._read(conditions, way)
        if way.places:
            rows = rows.filter(org_path=HERE)
        rows = sorted_by(rows, self.sort, down, by_hand=way.sorts)
        rows = rows if pk is None else past(rows, self.sort, down, value, pk)
        return FirstOfEach(self._places(way), rows, self.sort, down, size) if way.places else rows[:size]

    def _places(self, way: Way) -> Places:
        return Places(self._read([], way), way.places)

    def _read(self, conditions: list[Condition], way: Way) -> QuerySet:
        """The living rows with these conditions."""
        rows = self.resource.narrowed(self.resource.model.unscoped.filter(deleted_at=None))
        return steer(rows.filter(*(one.q for one in conditions)), way.index)

    def _any_of(self, arms: Sequence[QuerySet | FirstOfEach]) -> QuerySet:
        told = [arm.values("pk") if isinstance(arm, QuerySet) else arm for arm in arms]
        return self.resource.model.unscoped.filter(pk__in=AnyOf(told))

    def _nested(self) -> bool:
        """Whether the ids are found first: an index alone can tell them, and only their rows are fetched."""
        return bool(self.conditions)


def part_of(column: str, q: Q, reach: Reach | None) -> Condition:
    """One part of a scope as a condition."""
    spans = scope.spans(reach) if reach and column == "org_path" else ()
    return Condition(q, column, is_equal=column == "owner", spans=spans)
