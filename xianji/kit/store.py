"""The only hand that writes records: version, stamps, journal, search index and outbox in one transaction."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
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
OURS = {"created_by", "updated_by", "unit"}
HIDDEN = "••••"
TAKEN = re.compile(r"UNIQUE constraint failed: \w+\.(\w+)$|\((\w+)\)=\(")
"""How SQLite and PostgreSQL name the column of a value that is there already."""
Follower = Callable[[list[tuple[Any, dict[str, tuple[Any, Any]]]]], None]
_followers: dict[type, list[Follower]] = {}


def create(record: Any, *, verb: str = "create", source: str = "", reason: str = "", at: datetime | None = None,
           owners: "Owners | None" = None) -> Any:  # fmt: skip
    """Store a new record with its number, owner, stamps, journal entry and search row; `owners` were looked up already."""
    with whole():
        stamp(record, at, new=True)
        numbering.give([record])
        owner = place(record, owners)
        check(record, known={"owner"} if owner else set())
        with writing(record), unique_values(record):
            record.save(force_insert=True)
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
            written = type(record).unscoped.filter(pk=record.pk, version=seen).update(**differing(record))
        if not written:
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


def differing(record: Any) -> dict[str, Any]:
    """{column: value} of all that is not as it was loaded; indexes of other columns need not be touched. Lists and the
    like are always among them, because they may have been changed in place."""
    loaded = getattr(record, "_loaded", {})
    found = {}
    for field in record._meta.concrete_fields:
        value = field.pre_save(record, False)
        known = field.attname in loaded and loaded[field.attname] == value and not isinstance(value, dict | list)
        if not known and not field.primary_key:
            found[field.attname] = value
    return found


def journal(verb: str, records: list[Any], *, source: str = "", reason: str = "", batch: str = "",
            at: datetime | None = None, new: bool = False) -> None:  # fmt: skip
    """Write entries, index rows and evidence for records that were just stored, and tell the followers."""
    if not records:
        return
    model: Any = type(records[0])
    names = _told(model)
    told = [(record, _all(record, names) if new else changes(record)) for record in records]
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
    names, take = _columns(model)
    try:
        record._loaded = dict(zip(names, take(record.__dict__), strict=True))
    except KeyError:
        record._loaded = {name: getattr(record, name) for name in names}


@cache
def _columns(model: Any) -> tuple[tuple[str, ...], Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """The columns, and how their values are taken out of a record."""
    names = tuple(f.attname for f in model._meta.concrete_fields)
    return names, itemgetter(*names)


_inside: ContextVar[bool] = ContextVar("inside", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """All or nothing: a transaction or, inside somebody else's, a savepoint; nested ones cost nothing and may not fail
    alone."""
    with transaction.atomic(savepoint=not _inside.get()):
        before = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(before)


def check(record: Any, changed: dict[str, Any] | None = None, known: set[str] | frozenset[str] = frozenset()) -> None:
    """The model's own rules; refused with the rule per field. `changed` is what differs from what is stored, None for a
    new record; the links named in `known` have just been looked up."""
    there = {field.name for field in record._meta.concrete_fields if _is_there(field, record, changed)} | known
    problems: dict[str, Any] = {}
    rules = (
        lambda: record.clean_fields(exclude=there),
        record.clean,
        lambda: record.validate_constraints(exclude=set(problems)),
    )
    for rule in rules:
        try:
            rule()
        except ValidationError as problem:
            problems = problem.update_error_dict(problems)
    if problems:
        fields = ValidationError(problems).message_dict
        raise Refused("", {name: [str(message) for message in messages] for name, messages in fields.items()})


def _is_there(field: Any, record: Any, changed: dict[str, Any] | None) -> bool:
    """Whether a link is known to lead somewhere without asking: it stands so already, we put it there ourselves, or the
    record that it leads to is at hand."""
    value = getattr(record, field.attname)
    if not field.is_relation or value is None:
        return False
    if field.name in OURS or (changed is not None and field.attname not in changed):
        return True
    at_hand = field.get_cached_value(record, None)
    return at_hand is not None and at_hand.pk == value and not at_hand._state.adding and not field.get_limit_choices_to()


@contextmanager
def unique_values(record: Any) -> Iterator[None]:
    """A value that another row has, whoever may see that one, is refused by the database; told as the rule of its field."""
    try:
        yield
    except IntegrityError as problem:
        names = {field.column: field for field in record._meta.concrete_fields if field.unique}
        found = TAKEN.search(str(problem))
        if found is None or (column := found[1] or found[2]) not in names:
            raise
        field = names[column]
        told = _("“%(value)s” is already in use.") % {"value": getattr(record, field.attname)}
        raise Refused("", {field.name: [told]}) from problem


def unique(record: Any) -> None:
    """The same before anything is written, for a form that is still being filled."""
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


def place(record: Any, owners: Owners | None = None) -> bool:
    """Put an owned record where its owner sits; without an owner it stays where it is, or at the actor's unit. Returns
    whether there is such an owner."""
    owners = {} if owners is None else owners
    place_many([record], owners)
    return record.owned and record.owner_id in owners


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


def _all(record: Any, names: tuple[str, ...]) -> dict[str, tuple[Any, Any]]:
    """{column: (nothing, value)} of a new record."""
    values = record.__dict__
    return {name: (None, value) for name in names if (value := values[name]) is not None and value != ""}


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
