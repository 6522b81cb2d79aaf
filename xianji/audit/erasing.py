"""Erasing by law, for example at a person's request: a value or an entry's words go, their digest and the chain stay valid."""

import json
from collections.abc import Callable, Iterable

from django.db import transaction

from xianji.audit.digests import BLANKED, WORDS, entry_digest, salts_of, value_digest
from xianji.audit.journal import Event, record, record_many
from xianji.audit.models import Entry

ERASE = "erase_value"
ERASED_LABEL = "audit.entry"
REST = "rest"
"""In the order to erase an entry's words: the fingerprint of the entry without them, against which it is proved from then on."""


class NothingToErase(LookupError):
    """The entry holds no value of that field, or it was erased before."""


def erase(entry: Entry, field: str, reason: str) -> Entry:
    """Remove the old and new value of one field from an entry and write down who did it and why."""
    must_have_reason(reason)
    with transaction.atomic():
        kept = Entry.objects.select_for_update().get(pk=entry.pk)
        if field not in kept.changes:
            raise NothingToErase(f"Entry {entry.pk} keeps no value of {field}.")
        told = record(Event(ERASE, ERASED_LABEL, entry.pk, field, reason=reason))
        _salt_each(kept)
        kept.erased[field] = [told.pk, value_digest(field, *kept.changes.pop(field))]
        kept.save(update_fields=["changes", "salt", "erased"])
    return told


def erase_all(entries: Iterable[Entry], fields: set[str] | None, reason: str, *, words: bool = False) -> int:
    """These fields (None: all) of many entries, with `words` their titles and reasons too. Returns how much went."""
    must_have_reason(reason)
    found = [(entry, sorted(entry.changes if fields is None else fields & entry.changes.keys()), words and has_words(entry))
             for entry in entries]  # fmt: skip
    with transaction.atomic():
        orders, plans = [], []
        for entry, names, is_worded in found:
            if not names and not is_worded:
                continue
            was = entry_digest(entry)
            _salt_each(entry)
            gone = {name: value_digest(name, *entry.changes.pop(name)) for name in names}
            orders += [Event(ERASE, ERASED_LABEL, entry.pk, name, reason=reason) for name in names]
            rest = ""
            if is_worded:
                rest = _without_words(entry, was, gone)
                orders.append(Event(ERASE, ERASED_LABEL, entry.pk, WORDS, {REST: (None, rest)}, reason))
            plans.append((entry, gone, rest))
        told = iter(record_many(orders))
        for entry, gone, rest in plans:
            entry.erased |= {name: [next(told).pk, digest] for name, digest in gone.items()}
            if rest:
                entry.erased[WORDS] = [next(told).pk, rest]
            entry.save(update_fields=["changes", "salt", "erased", *BLANKED])
    return len(orders)


def erase_record(label: str, record_id: int, fields: set[str] | None, reason: str, *, words: bool = False) -> int:
    """The same for all that the journal keeps of these fields of one record. Returns how many values went."""
    with transaction.atomic():
        return erase_all(Entry.objects.select_for_update().filter(label=label, record_id=record_id), fields, reason, words=words)


def erase_where(label: str, record_id: int, occurs: Callable[[str], bool], reason: str) -> int:
    """Every value, and the words, of this record's entries of which `occurs` says that they must go."""
    count = 0
    with transaction.atomic():
        for entry in Entry.objects.select_for_update().filter(label=label, record_id=record_id):
            names = {name for name, kept in entry.changes.items() if occurs(json.dumps(kept[:2], ensure_ascii=False))}
            is_worded = occurs(f"{entry.title}\n{entry.reason}")
            count += erase_all([entry], names, reason, words=is_worded) if names or is_worded else 0
    return count


def has_words(entry: Entry) -> bool:
    return any(getattr(entry, name) for name in BLANKED)


def must_have_reason(reason: str) -> None:
    if not reason.strip():
        raise ValueError("An erasure needs a reason.")


def _without_words(entry: Entry, was: str, gone: dict[str, str]) -> str:
    """The fingerprint of what is left; an entry that was tampered with is not made whole by this."""
    if was != entry.digest:
        raise NothingToErase(f"Entry {entry.pk} is not as it was written.")
    entry.title = entry.reason = ""
    before = entry.erased
    entry.erased = before | {name: [0, digest] for name, digest in gone.items()}
    rest = entry_digest(entry)
    entry.erased = before
    return rest


def _salt_each(entry: Entry) -> None:
    """Each value with its own salt and the secret forgotten, as from it a short value could be guessed."""
    salts = salts_of(entry.salt, entry.changes) if entry.salt else {}
    entry.changes = {name: [*kept[:2], *(kept[2:] or [salts[name]])] for name, kept in entry.changes.items()}
    entry.salt = ""
