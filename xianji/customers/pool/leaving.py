"""Out of the pool: somebody gets the record with all that belongs to it, and has to be heard of soon."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.pool import holding
from xianji.customers.pool.deciding import terms_on
from xianji.customers.pool.models import PoolEntry, PoolMovement, Ways
from xianji.customers.pool.rules import OPEN
from xianji.customers.pool.subjects import Child, Subject, subject_of
from xianji.kit import sets, store
from xianji.kit.actions import lock
from xianji.kit.refusals import Refused


def hand(entry: PoolEntry, to: Any, how: str, reason: str = "") -> Any:
    """The record behind an entry that is just leaving gets an owner; returns it."""
    subject = subject_of(entry)
    record = lock(subject.model(pk=getattr(entry, f"{subject.link}_id")))
    if record.owner_id is not None:
        raise Refused(_("“%(record)s” has an owner already.") % {"record": record})
    record.owner = to
    for name, value in subject.taken(record).items():
        setattr(record, name, value)
    with store.whole():
        store.change(record, verb=how, reason=reason or str(entry.pool))
        follow(subject, record)
        give_back(subject, {record.pk: entry.came_at} if to.pk == entry.former_id else {})
        noted(entry, how, to.pk, reason)
    terms = terms_on()(entry.kind, entry.grade)
    holding.begin(subject, [record.pk], holding.follow_by(terms, record.org_path, timezone.now()))
    return record


def follow(subject: Subject, record: Any) -> None:
    """What lay in the pool with a record belongs to its owner from now on."""
    for child in subject.children:
        several = list(stranded(child, record.pk))
        for one in several:
            one.owner_id = record.owner_id
        sets.update_many(child.model, several, ["owner"], verb="hand_over")


def give_back(subject: Subject, came: dict[int, datetime]) -> None:
    """{record: when it came} of those that their former owner has again: what ended then goes on."""
    for again in subject.returned if came else ():
        again(came)


def stranded(child: Child, pk: int) -> Any:
    return child.model.unscoped.filter(child.which, **{child.link: pk}, owner=None, org_path=OPEN, deleted_at=None)


def noted(entry: PoolEntry, how: str, to: int | None, reason: str = "") -> PoolMovement:
    """The movement out, with how long it waited."""
    now = timezone.now()
    return store.create(PoolMovement(
        pool_id=entry.pool_id, org_path=entry.org_path, customer_id=entry.customer_id, lead_id=entry.lead_id, kind=entry.kind,
        name=entry.name, former_id=entry.former_id, how=how, is_out=True, at=now, to_id=to,
        waited=max((now - entry.came_at).days, 0), reason=reason[:300],
    ), verb="create")  # fmt: skip


def withdraw(entry: PoolEntry, to: int | None = None, reason: str = "") -> None:
    """The entry goes because of something that happened to its record elsewhere."""
    with store.whole():
        row = lock(entry)
        row.deleted_at = timezone.now()
        how = Ways.ASSIGNED if to else Ways.WITHDRAWN
        store.change(row, verb=how, reason=reason)
        noted(row, how, to, reason)
