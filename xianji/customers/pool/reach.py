"""Who sees what lies in a pool: those who see the pool, asked once of the pools and not of each of their entries."""

from collections.abc import Mapping

from xianji.customers.pool.models import Pool, PoolEntry, PoolMovement
from xianji.customers.pool.rules import water
from xianji.lib.actor import Actor, Reach
from xianji.org import scope

LYING = (f"{PoolEntry.label()}.", f"{PoolMovement.label()}.")
KEEPING = (f"{PoolEntry.label()}.assign",)
"""What those who keep a pool may do with all that lies in it, whatever their role."""


def widened(who: Actor) -> Mapping[str, Reach]:
    """The waters of the pools that somebody sees, by the reach of each permission; those who keep a pool may assign."""
    wanted = {name: reach for name, reach in who.rights.items() if name.startswith(LYING) and not reach.everywhere}
    if not wanted:
        return {}
    pools = list(Pool.unscoped.filter(deleted_at=None).values_list("pk", "owner_id", "org_path"))
    if not pools:
        return {}
    shares = dict(scope.shares(who).filter(label=Pool.label()).values_list("record_id", "may_change"))
    found = {name: _within(who, reach, pools, set(shares)) for name, reach in wanted.items()}
    kept = {pk for pk, may_change in shares.items() if may_change} | {pk for pk, owner, _p in pools if owner == who.person_id}
    if kept and who.may(f"{PoolEntry.label()}.view"):
        found |= {name: found.get(name, Reach()) | _waters(kept) for name in KEEPING}
    return found


def _within(who: Actor, reach: Reach, pools: list[tuple[int, int | None, str]], shared: set[int]) -> Reach:
    own = {pk for pk, owner, _path in pools if reach.own and owner is not None and owner == who.person_id}
    placed = {pk for pk, _owner, path in pools if path and reach.holds_path(path)}
    return _waters(own | placed | (shared if reach.shared else set()))


def _waters(pools: set[int]) -> Reach:
    return Reach(trees=frozenset(water(pk) for pk in pools))
