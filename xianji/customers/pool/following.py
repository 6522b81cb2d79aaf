"""What happens to a record elsewhere is followed here: somebody gets it, it goes to the trash, its name or class changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from xianji.customers.pool import holding
from xianji.customers.pool.entering import lay, shown
from xianji.customers.pool.leaving import follow, give_back, withdraw
from xianji.customers.pool.membership import catchments, nearest
from xianji.customers.pool.models import Pool, PoolEntry, Ways
from xianji.customers.pool.rules import OPEN
from xianji.customers.pool.subjects import Subject
from xianji.kit import sets
from xianji.org import loading
from xianji.org.actors import access_changed
from xianji.org.among import Among

Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def follower(subject: Subject) -> Callable[[Told], None]:
    """Told of every write of such records."""
    columns = {*subject.facts, "owner_id", "deleted_at", subject.followed, "name", "company", "industry_id", "region_id"}

    def told(writes: Told) -> None:
        known = [(record, what) for record, what in writes if hasattr(record, "_loaded") and columns & what.keys()]
        changed = {record.pk: (record, what) for record, what in known}
        if not changed:
            return
        handed = [pk for pk, (record, what) in changed.items() if "owner_id" in what and record.owner_id]
        if handed:
            holding.begin(subject, handed)
        take_in(subject, [(record, what) for record, what in known if "state" in what and subject.is_released(record)])
        lying = [record.pk for record, _what in known if OPEN in (record.org_path, record.loaded("org_path"))]
        rows = PoolEntry.unscoped.filter(Among(subject.link, lying), deleted_at=None) if lying else ()
        settle(subject, [(entry, changed[getattr(entry, f"{subject.link}_id")][0]) for entry in rows])

    return told


def take_in(subject: Subject, released: Told) -> None:
    """What a verb of its own has given away, and lies nowhere yet, goes to the pool nearest to where it was."""
    loose = [(record, what) for record, what in released if record.owner_id is None and record.org_path != OPEN]
    pools = catchments(subject.name, taking_back=False) if loose else []
    for record, what in loose:
        former = what.get("owner_id", (None, None))[0]
        pool = nearest(pools, former, record.org_path, record.region_id)
        if pool is not None:
            record.unit, record.org_path = None, OPEN
            loading.update([record], ["unit", "org_path"])
            lay(subject, [record], {record.pk: former}, pool, Ways.RETURNED if former else Ways.PUT, "")


def settle(subject: Subject, entries: list[tuple[PoolEntry, Any]]) -> None:
    """Entries whose records have changed: one goes where there is an owner, or nobody may have it, else it shows the change."""
    staying, names = [], set[str]()
    came: dict[int, datetime] = {}
    for entry, record in entries:
        if record.owner_id is not None:
            withdraw(entry, record.owner_id)
            follow(subject, record)
            came |= {record.pk: entry.came_at} if record.owner_id == entry.former_id else {}
        elif record.deleted_at is not None or not subject.may_lie(record):
            withdraw(entry)
        else:
            told = shown(subject, record)
            for name, value in told.items():
                setattr(entry, name, value)
            staying.append(entry)
            names |= told.keys()
    give_back(subject, came)
    if staying:
        sets.update_many(PoolEntry, staying, sorted(names), verb="change", source="")


def follow_pools(told: list[tuple[Pool, dict[str, tuple[Any, Any]]]]) -> None:
    """Who sees a pool sees what lies in it: where that changes, everybody's rights are read again."""
    if any(what.keys() & {"owner_id", "deleted_at", "unit_id", "name"} for _pool, what in told):
        access_changed()
