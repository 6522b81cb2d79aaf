"""The only hand that writes records: version, stamps, journal, search index and outbox in one transaction."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from functools import cache
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
from xianji.org.among import Among
from xianji.org.fields import BlindIndex, EncryptedField
from xianji.org.records import Record

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
    model: Any = type(record)
    for name in _told(model):
        old, new = loaded.get(name), getattr(record, name)
        if old != new:
            found[name] = (old, new)
    return found


def journal(verb: str, records: list[Any], *, source: str = "", reason: str = "", batch: str = "",
            at: datetime | None = None, new: bool = False) -> None:  # fmt: skip
    """Write entries, index rows and evidence for records that were just stored, and tell the followers."""
    if not records:
        return
    model = type(records[0])
    told = [(record, _all(record) if new else changes(record)) for record in records]
    if model.stored is not Record.stored:
        for record, changed in told:
            record.stored({"id": (None, record.pk), **changed} if new else changed)
    label = model.label()
    events = [Event(verb, label, record.pk, str(record), _veiled(model, changed), reason) for record, changed in told]
    entries = record_many(events, source=source, batch=batch, at=at)
    index.renew(records, new=new)
    for follower in _followers.get(model, []):
        follower(told)
    ports.file_evidence(f"{label}.{verb}", records, entries)


def follow(model: Any, follower: Follower) -> None:
    """Call `follower([(record, changes), …])` in the transaction of every write: for what must be posted down."""
    _followers.setdefault(model, []).append(follower)


def remember(record: Any) -> None:
    """What is stored now is what a later change is compared with."""
    model: Any = type(record)
    values = record.__dict__
    record._loaded = {name: values[name] if name in values else getattr(record, name) for name in _columns(model)}


@cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields)


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
    stamp_many([record], at, new=new)


def stamp_many(records: list[Any], at: datetime | None = None, *, new: bool = False) -> None:
    """Who and when; what history brought along stays."""
    person_id = actor.current().person_id
    moment = at or timezone.now()
    for record in records:
        if new:
            record.created_at = record.created_at or moment
            record.created_by_id = record.created_by_id or person_id
        record.updated_at = record.updated_at if new and record.updated_at else moment
        record.updated_by_id = person_id


Owners = dict[int, tuple[int | None, str]]


def place(record: Any, owners: Owners | None = None) -> None:
    """Put an owned record where its owner sits; without an owner it stays where it is, or at the actor's unit."""
    place_many([record], {} if owners is None else owners)


def place_many(records: list[Any], owners: Owners | None = None) -> None:
    """The same for many of one kind; `owners` remembers where each sits."""
    if not records or not records[0].owned:
        return
    from xianji.org.people.models import Person

    owners = {} if owners is None else owners
    who = actor.current()
    unknown = {record.owner_id for record in records} - owners.keys() - {None}
    if unknown:
        rows = Person.unscoped.filter(Among("pk", unknown)).values_list("pk", "unit_id", "org_path")
        owners |= {pk: (unit_id, path) for pk, unit_id, path in rows}
    for record in records:
        if (there := owners.get(record.owner_id)) is not None:
            record.unit_id, record.org_path = there
        elif not record.org_path:
            record.unit_id, record.org_path = who.unit_id, who.unit_path


def _all(record: Any) -> dict[str, tuple[Any, Any]]:
    """{column: (nothing, value)} of a new record."""
    model: Any = type(record)
    values = record.__dict__
    return {name: (None, value) for name in _told(model) if (value := values[name]) not in (None, "")}


@cache
def _told(model: Any) -> tuple[str, ...]:
    """The columns whose values the journal keeps."""
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields if f.attname not in SILENT and not isinstance(f, BlindIndex))


@cache
def _secret(model: Any) -> frozenset[str]:
    return frozenset(f.attname for f in model._meta.concrete_fields if isinstance(f, EncryptedField))


def _veiled(model: Any, changed: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """Encrypted values never enter the journal in clear."""
    secret = _secret(model)
    if not secret & changed.keys():
        return changed
    return {
        name: (HIDDEN if old and name in secret else old, HIDDEN if new and name in secret else new)
        for name, (old, new) in changed.items()
    }
