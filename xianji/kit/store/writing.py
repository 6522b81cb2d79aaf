"""One record written, changed and told about, all in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record_many
from xianji.kit import numbering, ports
from xianji.kit.refusals import Stale
from xianji.kit.said import kept
from xianji.kit.search import index
from xianji.kit.store.checking import check, unique_values
from xianji.kit.store.differences import Changes, born, changes, differing, remember, veiled
from xianji.kit.store.placing import Owners, place, stamp
from xianji.org import single
from xianji.org.records import Record

Follower = Callable[[list[tuple[Any, Changes]]], None]
REASON = 500
"""Characters of a reason in the journal."""
_followers: dict[type, list[Follower]] = {}


def create(record: Any, *, verb: str = "create", source: str = "", reason: str = "", at: datetime | None = None,
           owners: Owners | None = None) -> Any:  # fmt: skip
    """Store a new record with its number, owner, stamps, journal entry and search row; `owners` were looked up already."""
    with whole():
        stamp(record, at, new=True)
        numbering.give([record])
        owner = place(record, owners)
        check(record, known={"owner"} if owner else set())
        with unique_values(record):
            single.insert(record)
        journal(verb, [record], source=source, reason=reason, at=at, new=True)
        remember(record)
    return record


def change(
    record: Any, *, version: int | None = None, verb: str = "change", source: str = "", reason: str = "",
    at: datetime | None = None,
) -> Any:  # fmt: skip
    """Store a changed record if nobody was faster; a stale one is refused with both values."""
    with whole():
        changed = changes(record)
        if not changed and verb == "change":
            return record
        owner = place(record) if "owner_id" in changed else None
        stamp(record, at)
        check(record, changed, known={"owner"} if owner else set())
        seen = record.version if version is None else version
        record.version = seen + 1
        with unique_values(record):
            written = single.update(record, differing(record), version=seen)
        if not written:
            record.version = seen
            raise stale(record, changed)
        journal(verb, [record], source=source, reason=reason, at=at)
        remember(record)
    return record


def journal(verb: str, records: list[Any], *, source: str = "", reason: str = "", batch: str = "",
            at: datetime | None = None, new: bool = False) -> None:  # fmt: skip
    """Write entries, index rows and evidence for records that were just stored, and tell the followers."""
    if not records:
        return
    model, reason = type(records[0]), kept(reason, REASON)
    told = [(record, born(record) if new else changes(record)) for record in records]
    if model.stored is not Record.stored:
        for record, changed in told:
            record.stored({"id": (None, record.pk), **changed} if new else changed)
    label = model.label()
    events = [Event(verb, label, record.pk, str(record), veiled(model, changed), reason) for record, changed in told]
    entries = record_many(events, source=source, batch=batch, at=at)
    index.renew(records, new=new)
    for follower in follows(model):
        follower(told)
    ports.file_evidence(f"{label}.{verb}", records, entries)


def follow(model: Any, follower: Follower) -> None:
    """Call `follower([(record, changes), …])` in the transaction of every write: for what must be posted down."""
    _followers.setdefault(model, []).append(follower)


def follows(model: Any) -> list[Follower]:
    """Those who are told of every write of a kind."""
    return _followers.get(model, [])


_inside: ContextVar[bool] = ContextVar("inside", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """All or nothing: a transaction or, inside somebody else's, a savepoint; nested ones cost nothing and may not fail
    alone."""
    if _inside.get():
        try:
            yield
        except BaseException:
            transaction.set_rollback(True)
            raise
        return
    with transaction.atomic():
        before = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(before)


def stale(record: Any, changed: Changes) -> Stale:
    """Both values of every field that both changed."""
    theirs = type(record).unscoped.select_related("updated_by").get(pk=record.pk)
    conflicts = {name: (new, getattr(theirs, name)) for name, (old, new) in changed.items()
                 if getattr(theirs, name) != old}  # fmt: skip
    by = str(theirs.updated_by or _("the system"))
    found = Stale(_("%(who)s has just changed this record.") % {"who": by}, conflicts, by, theirs.updated_at)
    found.version = theirs.version
    return found
