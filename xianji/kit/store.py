"""The only hand that writes records: version, stamps, journal, search index and outbox in one transaction."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record_many
from xianji.kit import numbering, ports
from xianji.kit.refusals import Refused, Stale
from xianji.kit.search import index
from xianji.lib import actor
from xianji.org.fields import BlindIndex, EncryptedField

SILENT = {"id", "version", "updated_at", "updated_by_id", "created_at", "created_by_id", "org_path"}
HIDDEN = "••••"
Follower = Callable[[list[tuple[Any, dict[str, tuple[Any, Any]]]]], None]
_followers: dict[type, list[Follower]] = {}


def create(record: Any, *, verb: str = "create", source: str = "", reason: str = "", at: datetime | None = None) -> Any:
    """Store a new record with its number, owner, stamps, journal entry and search row."""
    with transaction.atomic():
        stamp(record, at, new=True)
        numbering.give([record])
        place(record)
        check(record)
        with writing(record):
            record.save(force_insert=True)
        journal(verb, [record], source=source, reason=reason, at=at, new=True)
        remember(record)
    return record


def change(
    record: Any, *, version: int | None = None, verb: str = "change", source: str = "", reason: str = "",
    at: datetime | None = None,
) -> Any:  # fmt: skip
    """Store a changed record if nobody was faster; a stale one is refused with both values."""
    with transaction.atomic():
        changed = changes(record)
        if not changed and verb == "change":
            return record
        if "owner_id" in changed:
            place(record)
        stamp(record, at)
        check(record)
        seen = record.version if version is None else version
        record.version = seen + 1
        names = [f for f in record._meta.concrete_fields if f.name != "id"]
        values = {f.attname: f.pre_save(record, False) for f in names}
        if not type(record).unscoped.filter(pk=record.pk, version=seen).update(**values):
            record.version = seen
            raise stale(record, changed)
        journal(verb, [record], source=source, reason=reason, at=at)
        remember(record)
    return record


def changes(record: Any) -> dict[str, tuple[Any, Any]]:
    """{column: (old, new)} since the record was loaded."""
    loaded = getattr(record, "_loaded", {})
    found = {}
    for field in record._meta.concrete_fields:
        old, new = loaded.get(field.attname), getattr(record, field.attname)
        if field.attname not in SILENT and old != new and not isinstance(field, BlindIndex):
            found[field.attname] = (old, new)
    return found


def journal(verb: str, records: list[Any], *, source: str = "", reason: str = "", batch: str = "",
            at: datetime | None = None, new: bool = False) -> None:  # fmt: skip
    """Write entries, index rows and evidence for records that were just stored, and tell the followers."""
    events, told = [], []
    for record in records:
        changed = {name: (None, value) for name, value in _all(record).items()} if new else changes(record)
        told.append((record, changed))
        record.stored({"id": (None, record.pk), **changed} if new else changed)
        events.append(Event(verb, record.label(), record.pk, str(record), _veiled(record, changed), reason))
    entries = record_many(events, source=source, batch=batch, at=at)
    index.renew(records)
    for follower in _followers.get(type(records[0]), []) if records else []:
        follower(told)
    ports.file_evidence(f"{records[0].label()}.{verb}" if records else verb, records, entries)


def follow(model: Any, follower: Follower) -> None:
    """Call `follower([(record, changes), …])` in the transaction of every write: for what must be posted down."""
    _followers.setdefault(model, []).append(follower)


def remember(record: Any) -> None:
    """What is stored now is what a later change is compared with."""
    record._loaded = {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields}


def check(record: Any) -> None:
    """The model's own rules; refused with the rule per field."""
    try:
        record.full_clean(validate_unique=False)
        unique(record)
    except ValidationError as problem:
        fields = problem.message_dict
        raise Refused("", {name: [str(m) for m in messages] for name, messages in fields.items()}) from problem


def unique(record: Any) -> None:
    """Uniqueness among all rows, also those the actor may not see; the message does not tell whose it is."""
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if not field.unique or field.primary_key or value in (None, ""):
            continue
        others = type(record).unscoped.filter(**{field.attname: value}).exclude(pk=record.pk)
        if others.exists():
            raise ValidationError({field.name: _("“%(value)s” is already in use.") % {"value": value}})


def stale(record: Any, changed: dict[str, tuple[Any, Any]]) -> Stale:
    """Both values of every field that both changed."""
    theirs = type(record).unscoped.select_related("updated_by").get(pk=record.pk)
    conflicts = {name: (new, getattr(theirs, name)) for name, (old, new) in changed.items()
                 if getattr(theirs, name) != old}  # fmt: skip
    by = str(theirs.updated_by or _("the system"))
    return Stale(_("%(who)s has just changed this record.") % {"who": by}, conflicts, by, theirs.updated_at)


@contextmanager
def writing(*records: Any) -> Any:
    for record in records:
        record._writing = True
    try:
        yield
    finally:
        for record in records:
            record._writing = False


def stamp(record: Any, at: datetime | None, new: bool = False) -> None:
    who = actor.current()
    moment = at or timezone.now()
    if new:
        record.created_at = record.created_at or moment
        record.created_by_id = record.created_by_id or who.person_id
    record.updated_at = record.updated_at if new and record.updated_at else moment
    record.updated_by_id = who.person_id


def place(record: Any, owners: dict[int | None, Any] | None = None) -> None:
    """Put an owned record where its owner sits; without an owner it stays where it is, or at the actor's unit."""
    if not record.owned:
        return
    from xianji.org.people.models import Person

    owners = {} if owners is None else owners
    if record.owner_id not in owners:
        owners[record.owner_id] = Person.unscoped.filter(pk=record.owner_id).only("unit_id", "org_path").first()
    owner = owners[record.owner_id]
    if owner is not None:
        record.unit_id, record.org_path = owner.unit_id, owner.org_path
    elif not record.org_path:
        who = actor.current()
        record.unit_id, record.org_path = who.unit_id, who.unit_path


def _all(record: Any) -> dict[str, Any]:
    return {
        field.attname: value
        for field in record._meta.concrete_fields
        if field.attname not in SILENT and not isinstance(field, BlindIndex)
        if (value := getattr(record, field.attname)) not in (None, "")
    }


def _veiled(record: Any, changed: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """Encrypted values never enter the journal in clear."""
    secret = {f.attname for f in record._meta.concrete_fields if isinstance(f, EncryptedField)}
    return {
        name: (HIDDEN if old and name in secret else old, HIDDEN if new and name in secret else new)
        for name, (old, new) in changed.items()
    }
