"""The set forms: many records written at once with the same checks, journal, index and evidence as one."""

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from xianji.kit import numbering, store
from xianji.lib import actor
from xianji.org import loading
from xianji.org.fields import BlindIndex


def insert_many(model: Any, records: list[Any], *, verb: str = "import", source: str = "import", batch: str = "") -> int:
    """Create many records of one kind; their fields have been checked. Returns how many."""
    if not records:
        return 0
    with transaction.atomic():
        numbering.give(records)
        store.stamp_many(records, new=True)
        store.place_many(records)
        loading.insert(records)
        store.journal(verb, records, source=source, batch=batch, new=True)
        for record in records:
            store.remember(record)
    return len(records)


def change_many(rows: QuerySet, values: dict[str, Any], *, verb: str, source: str = "", batch: str = "",
                reason: str = "", size: int = 500) -> int:  # fmt: skip
    """Give the same values to many records, in blocks; each gets its journal entry. Returns how many changed."""
    model = rows.model
    done = 0
    with transaction.atomic():
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        owners: store.Owners = {}
        for start in range(0, len(ids), size):
            block = list(model.unscoped.select_for_update(of=("self",)).filter(pk__in=ids[start : start + size]))
            changed = [record for record in block if _set(record, values, owners)]
            _write(model, changed, values)
            store.journal(verb, changed, source=source, batch=batch, reason=reason)
            for record in changed:
                store.remember(record)
            done += len(changed)
    return done


def update_many(model: Any, records: list[Any], fields: list[str], *, verb: str = "import", source: str = "import",
                batch: str = "", reason: str = "") -> int:  # fmt: skip
    """Write differing values of many loaded records; only those that really changed. Returns how many."""
    changed = [record for record in records if store.changes(record)]
    if not changed:
        return 0
    with transaction.atomic():
        store.place_many([record for record in changed if model.owned and record.owner_id != record.loaded("owner_id")])
        store.stamp_many(changed)
        for record in changed:
            record.version += 1
        placed = ["unit", "org_path"] if model.owned else []
        names = {*fields, *STAMPED, *placed, *(mark.name for mark in fingerprints(model, fields))}
        loading.update(changed, sorted(names))
        store.journal(verb, changed, source=source, batch=batch, reason=reason)
        for record in changed:
            store.remember(record)
    return len(changed)


STAMPED = ("version", "updated_at", "updated_by")


def fingerprints(model: Any, names: Any) -> list[BlindIndex]:
    """The fingerprints that stand beside these fields: Django's set forms do not write them by themselves."""
    return [field for field in model._meta.concrete_fields if isinstance(field, BlindIndex) and field.of in names]


def _set(record: Any, values: dict[str, Any], owners: store.Owners) -> bool:
    for name, value in values.items():
        setattr(record, name, value)
    if not store.changes(record):
        return False
    if "owner" in values or "owner_id" in values:
        store.place(record, owners)
    return True


def _write(model: Any, changed: list[Any], values: dict[str, Any]) -> None:
    """One statement per distinct place; the owner decides unit and path, so normally there is one."""
    who = actor.current()
    places: dict[tuple[Any, ...], list[int]] = {}
    for record in changed:
        key = (record.unit_id, record.org_path) if model.owned else ()
        places.setdefault(key, []).append(record.pk)
    stamps = {"version": F("version") + 1, "updated_at": timezone.now(), "updated_by_id": who.person_id}
    stamps |= {mark.name: mark.mark(values[mark.of]) for mark in fingerprints(model, values)}
    for key, ids in places.items():
        placed = {"unit_id": key[0], "org_path": key[1]} if key else {}
        model.unscoped.filter(pk__in=ids).update(**{**values, **stamps, **placed})
    for record in changed:
        record.version += 1
