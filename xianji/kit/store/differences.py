"""What a record says now, beside what was stored when it was read."""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any

from xianji.org.fields import BlindIndex, EncryptedField
from xianji.org.single import places

Changes = dict[str, tuple[Any, Any]]
SILENT = {"id", "version", "updated_at", "updated_by_id", "created_at", "created_by_id", "org_path"}
HIDDEN = "••••"


def changes(record: Any) -> Changes:
    """{column: (old, new)} since the record was loaded."""
    loaded = getattr(record, "_loaded", {})
    found = {}
    for name in _told(kind(record)):
        old, new = loaded.get(name), getattr(record, name)
        if old != new:
            found[name] = (old, new)
    return found


def born(record: Any) -> Changes:
    """{column: (nothing, value)} of a new record."""
    values = record.__dict__
    return {name: (None, value) for name in _told(kind(record)) if (value := values[name]) is not None and value != ""}


def differing(record: Any) -> list[str]:
    """The columns that are not as they were loaded; indexes of the others need not be touched. Lists and the like are
    always among them, because they may have been changed in place."""
    loaded = getattr(record, "_loaded", {})
    found = []
    for place in places(kind(record)):
        value = place.field.pre_save(record, False) if place.makes_its_own else getattr(record, place.name)
        known = place.name in loaded and loaded[place.name] == value and not isinstance(value, dict | list)
        if not known and not place.field.primary_key:
            found.append(place.name)
    return found


def remember(record: Any) -> None:
    """What is stored now is what a later change is compared with."""
    names, take = _columns(kind(record))
    try:
        record._loaded = dict(zip(names, take(record.__dict__), strict=True))
    except KeyError:
        record._loaded = {name: getattr(record, name) for name in names}


def veiled(model: Any, changed: Changes) -> Changes:
    """Encrypted values never enter the journal in clear."""
    secret = _secret(model)
    if not secret & changed.keys():
        return changed
    return {
        name: (HIDDEN if old and name in secret else old, HIDDEN if new and name in secret else new)
        for name, (old, new) in changed.items()
    }


def kind(record: Any) -> Any:
    return type(record)


@cache
def _columns(model: Any) -> tuple[tuple[str, ...], Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """The columns, and how their values are taken out of a record."""
    names = tuple(f.attname for f in model._meta.concrete_fields)
    return names, itemgetter(*names)


@cache
def _told(model: Any) -> tuple[str, ...]:
    """The columns whose values the journal keeps."""
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields if f.attname not in SILENT and not isinstance(f, BlindIndex))


@cache
def _secret(model: Any) -> frozenset[str]:
    return frozenset(f.attname for f in model._meta.concrete_fields if isinstance(f, EncryptedField))
