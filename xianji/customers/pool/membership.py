"""Who belongs to a pool, and which pool takes a record back: by the units and people with whom it is shared."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.customers.pool.models import Pool
from xianji.org import scope
from xianji.org.models import Person, Share


@dataclass
class Catchment:
    """A pool with the places and people from whom it takes back: {path: whether those below count too}."""

    pool: Pool
    places: dict[str, bool] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    def depth(self, owner_id: int | None, path: str, region_id: int | None) -> int:
        """How near it lies to a record; 0 where it has nothing to do with it."""
        if self.pool.region_id and self.pool.region_id != region_id:
            return 0
        if owner_id in self.people:
            return 256
        fitting = (len(place) for place, below in self.places.items() if path == place or (below and path.startswith(place)))
        return max(fitting, default=0)

    def condition(self) -> Q:
        """The same for a query, as far as places and people go."""
        found = Q(owner__in=self.people)
        for place, below in self.places.items():
            found |= scope.below(place) if below else Q(org_path=place)
        return found & Q(region=self.pool.region_id) if self.pool.region_id else found


def catchments(subject: str, *, taking_back: bool = True) -> list[Catchment]:
    """The pools of a subject: each takes from its own unit and below, and from those with whom it is shared."""
    pools = Pool.unscoped.filter(subject=subject, deleted_at=None).order_by("pk")
    found = {pool.pk: Catchment(pool, {pool.org_path: True} if pool.org_path else {})
             for pool in (pools.filter(takes_back=True) if taking_back else pools)}  # fmt: skip
    for share in shares(list(found)):
        if share.unit is not None:
            at = found[share.record_id].places
            at[share.unit.path] = at.get(share.unit.path, False) or share.with_below
        else:
            found[share.record_id].people.add(share.person_id)
    return list(found.values())


def nearest(pools: list[Catchment], owner_id: int | None, path: str, region_id: int | None = None) -> Pool | None:
    """The pool that takes a record back; of two that are as near, the one for its region, then the older one."""
    depths = [(one.depth(owner_id, path, region_id), bool(one.pool.region_id), -one.pool.pk, one.pool) for one in pools]
    best = max(depths, key=lambda one: one[:3], default=None)
    return best[3] if best and best[0] else None


def shares(pools: list[int]) -> Any:
    today = Q(until_on=None) | Q(until_on__gte=timezone.localdate())
    return Share.objects.filter(today, label=Pool.label(), record_id__in=pools).select_related("unit")


def belongs(pool: Pool, person: Person) -> bool:
    """Who keeps it, and all with whom it is shared, by their unit or by name."""
    return members(pool).filter(pk=person.pk).exists()


def members(pool: Pool) -> Any:
    """All who belong to a pool and work here."""
    found = Q(pk=pool.owner_id) if pool.owner_id else Q(pk__in=[])
    for share in shares([pool.pk]):
        if share.unit is None:
            found |= Q(pk=share.person_id)
        else:
            found |= scope.below(share.unit.path) if share.with_below else Q(unit=share.unit)
    return Person.unscoped.filter(found, left_on=None, deleted_at=None)
