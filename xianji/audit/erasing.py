"""Erasing a value by law, for example at a person's request: the value goes, its digest and the chain stay valid."""

from django.db import transaction

from xianji.audit.digests import salts_of, value_digest
from xianji.audit.journal import Event, record
from xianji.audit.models import Entry

ERASE = "erase_value"
ERASED_LABEL = "audit.entry"


class NothingToErase(LookupError):
    """The entry holds no value of that field, or it was erased before."""


def erase(entry: Entry, field: str, reason: str) -> Entry:
    """Remove the old and new value of one field from an entry and write down who did it and why."""
    if not reason.strip():
        raise ValueError("An erasure needs a reason.")
    with transaction.atomic():
        kept = Entry.objects.select_for_update().get(pk=entry.pk)
        if field not in kept.changes:
            raise NothingToErase(f"Entry {entry.pk} keeps no value of {field}.")
        told = record(Event(ERASE, ERASED_LABEL, entry.pk, field, reason=reason))
        _salt_each(kept)
        kept.erased[field] = [told.pk, value_digest(field, *kept.changes.pop(field))]
        kept.save(update_fields=["changes", "salt", "erased"])
    return told


def _salt_each(entry: Entry) -> None:
    """Each value with its own salt and the secret forgotten, as from it a short value could be guessed."""
    salts = salts_of(entry.salt, entry.changes) if entry.salt else {}
    entry.changes = {name: [*kept[:2], *(kept[2:] or [salts[name]])] for name, kept in entry.changes.items()}
    entry.salt = ""


def erase_record(label: str, record_id: int, fields: set[str], reason: str) -> int:
    """The same for all that the journal keeps of these fields of one record. Returns how many values went."""
    count = 0
    with transaction.atomic():
        for entry in Entry.objects.filter(label=label, record_id=record_id):
            for field in sorted(fields & entry.changes.keys()):
                erase(entry, field, reason)
                count += 1
    return count
