"""Erasing a value by law, for example at a person's request: the value goes, its digest and the chain stay valid."""

from django.db import transaction

from xianji.audit.journal import Event, record
from xianji.audit.models import Entry, Values

ERASE = "erase_value"
ERASED_LABEL = "audit.entry"


class NothingToErase(LookupError):
    """The entry holds no value of that field, or it was erased before."""


def erase(entry: Entry, field: str, reason: str) -> Entry:
    """Remove the old and new value of one field from an entry and write down who did it and why."""
    if not reason.strip():
        raise ValueError("An erasure needs a reason.")
    with transaction.atomic():
        values = Values.objects.select_for_update().filter(entry=entry).first()
        if values is None or field not in values.fields:
            raise NothingToErase(f"Entry {entry.pk} keeps no value of {field}.")
        told = record(Event(ERASE, ERASED_LABEL, entry.pk, field, reason=reason))
        del values.fields[field]
        values.erased[field] = told.pk
        values.save(update_fields=["fields", "erased"])
    return told


def erase_record(label: str, record_id: int, fields: set[str], reason: str) -> int:
    """The same for all that the journal keeps of these fields of one record. Returns how many values went."""
    count = 0
    with transaction.atomic():
        kept = Values.objects.filter(entry__label=label, entry__record_id=record_id).select_related("entry")
        for values in kept:
            for field in sorted(fields & values.fields.keys()):
                erase(values.entry, field, reason)
                count += 1
    return count
