"""Writing the journal: one entry, or many at once, inside the transaction of what they tell."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from xianji.audit.models import Entry, Values
from xianji.lib import actor as acting

Changes = dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class Event:
    """What is to be written down about one record: {field: (old, new)}."""

    verb: str
    label: str = ""
    record_id: int | None = None
    title: str = ""
    changes: Changes = field(default_factory=dict)
    reason: str = ""


TOLD = ("at", "actor_id", "actor", "verb", "label", "record_id", "title", "source", "batch", "reason")
"""The columns of an entry that its digest covers, in this order."""
SALT = 12
_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def plain(value: Any) -> Any:
    """A value as JSON keeps it for ever: decimals, floats and moments as text, as databases rewrite numbers."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, dict | list):
        return json.loads(json.dumps(value, default=str), parse_float=str)
    return str(value)


def value_digest(name: str, old: Any, new: Any, salt: str) -> str:
    """The salted fingerprint of one field's values; blind to the order of keys, which databases change."""
    return hashlib.sha256(_text([name, old, new, salt]).encode()).hexdigest()


def digest_of(told: tuple[Any, ...], digests: dict[str, str]) -> str:
    """The fingerprint of an entry; of its values it covers only their salted digests."""
    at, *rest = told
    covered = [at.astimezone(UTC).isoformat(), *rest, sorted(digests.items())]
    return hashlib.sha256(_text(covered).encode()).hexdigest()


def entry_digest(entry: Entry) -> str:
    return digest_of(tuple(getattr(entry, name) for name in TOLD), entry.digests)


def record(event: Event, *, source: str = "", batch: str = "", at: datetime | None = None) -> Entry:
    """Write one entry."""
    return record_many([event], source=source, batch=batch, at=at)[0]


def record_many(
    events: Iterable[Event], *, source: str = "", batch: str = "", at: datetime | None = None
) -> list[Entry]:
    """Write many entries with two statements a thousand rows; they wait for nobody and are sealed later."""
    who = acting.current()
    moment = at or timezone.now()
    entries, kept = [], []
    for event in events:
        salts = secrets.token_bytes(SALT * len(event.changes))
        fields = {
            name: [plain(old), plain(new), salts[place * SALT : place * SALT + SALT].hex()]
            for place, (name, (old, new)) in enumerate(event.changes.items())
        }
        entry = Entry(
            at=moment, actor_id=who.user_id, actor=who.name[:120], verb=event.verb, label=event.label,
            record_id=event.record_id, title=event.title[:200], source=source, batch=batch, reason=event.reason[:500],
            digests={name: value_digest(name, *value) for name, value in fields.items()},
        )  # fmt: skip
        entry.digest = entry_digest(entry)
        entries.append(entry)
        kept.append(fields)
    Entry.objects.bulk_create(entries, batch_size=1000)
    Values.objects.bulk_create(
        (Values(entry=entry, fields=fields) for entry, fields in zip(entries, kept, strict=True) if fields),
        batch_size=2000,
    )
    return entries
