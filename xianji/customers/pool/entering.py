"""Into the pool: the record loses its owner and its place, what belongs to it goes along, and the pool shows an entry."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.pool import holding
from xianji.customers.pool.models import Pool, PoolEntry, PoolMovement, Ways
from xianji.customers.pool.rules import OPEN, water
from xianji.customers.pool.subjects import Subject
from xianji.kit import sets, store
from xianji.kit.refusals import Refused
from xianji.kit.said import named, sentence
from xianji.kit.sharing.closing import close
from xianji.org.among import Among


def put(subject: Subject, records: list[Any], pool: Pool, how: str, *, reason: str = "", source: str = "") -> int:
    """Lay records into a pool, all or none; returns how many. Who calls this has locked them."""
    former = {record.pk: record.owner_id for record in records}
    with store.whole():
        fields = {name for record in records for name in release(subject, record)}
        told = reason or sentence(named(Ways(how).label))
        sets.update_many(subject.model, records, sorted(fields), verb="to_pool", source=source, reason=told)
        lay(subject, records, former, pool, how, reason)
    return len(records)


def release(subject: Subject, record: Any) -> list[str]:
    """Take the owner and the place off a record, without storing it; returns the names of what changed."""
    given = {"owner": None, **subject.given_back(record)}
    for name, value in given.items():
        setattr(record, name, value)
    record.unit, record.org_path = None, OPEN
    return list(given)


def lay(subject: Subject, records: list[Any], former: dict[int, int | None], pool: Pool, how: str, reason: str) -> None:
    """What goes with records that were just released: children, entries, movements; nobody holds them any more, and to whom
    they were opened they are closed, as in the pool all are equal."""
    must_fit(subject, records, pool)
    ids = [record.pk for record in records]
    close(subject.model, ids, reason=reason)
    for child in subject.children:
        several = list(child.model.unscoped.filter(Among(child.link, ids), child.which, deleted_at=None))
        for one in several:
            one.owner, one.unit, one.org_path = None, None, OPEN
        sets.update_many(child.model, several, ["owner"], verb="to_pool", reason=reason)
        close(child.model, [one.pk for one in several], tell_members=False, reason=reason)
    now = timezone.now()
    entries = [entry(subject, one, pool, former[one.pk], how, reason, now) for one in records]
    sets.insert_many(PoolEntry, entries, verb="create", source="")
    sets.insert_many(PoolMovement, [moved_in(one) for one in entries], verb="create", source="")
    holding.end(subject, ids)
    for end in subject.entered:
        end(ids, now)


def must_fit(subject: Subject, records: Iterable[Any], pool: Pool) -> None:
    if pool.subject != subject.name:
        raise Refused("", {"pool": [_("“%(pool)s” is a pool for others. Choose another one.") % {"pool": pool}]})
    rows = PoolEntry.unscoped.filter(Among(subject.link, [record.pk for record in records]), deleted_at=None)
    if (there := rows.select_related("pool").first()) is not None:
        raise Refused(_("“%(record)s” lies in the pool “%(pool)s” already.") % {"record": there, "pool": there.pool})


def entry(subject: Subject, record: Any, pool: Pool, former: int | None, how: str, reason: str, now: Any) -> PoolEntry:
    return PoolEntry(
        pool=pool, org_path=water(pool.pk), former_id=former, came_at=now, came_by=how, reason=reason[:300],
        **{f"{subject.link}_id": record.pk}, **shown(subject, record),
    )  # fmt: skip


def shown(subject: Subject, record: Any) -> dict[str, Any]:
    """What is shown of a record, as it is now."""
    return {"kind": subject.kind_of(record), "grade": subject.grade_of(record), **subject.card(record)}


def moved_in(one: PoolEntry) -> PoolMovement:
    return PoolMovement(
        pool_id=one.pool_id, org_path=one.org_path, customer_id=one.customer_id, lead_id=one.lead_id, kind=one.kind,
        name=one.name, former_id=one.former_id, reason=one.reason, how=one.came_by, at=one.came_at,
    )  # fmt: skip
