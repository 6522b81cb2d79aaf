"""Writing the journal: one entry, or many at once, inside the transaction of what they tell."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, overload

from django.db import transaction
from django.utils import timezone

from xianji.audit.models import Entry, Values
from xianji.lib import actor as acting
from xianji.org import loading

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
) -> "Entries":
    """Write many entries at once; they wait for nobody and are sealed later."""
    who = acting.current()
    same = {"at": at or timezone.now(), "actor_id": who.user_id, "actor": who.name[:120], "source": source, "batch": batch}
    events = list(events)
    texts = _texts(same, events)
    with transaction.atomic(savepoint=False):
        count = len(events)
        constant = {**same, "at": loading.adapted(Entry._meta.get_field("at"), [same["at"]])[0], "seq": None, "link": ""}
        columns = {name: [value] * count for name, value in constant.items()} | {
            "verb": [e.verb for e in events], "label": [e.label for e in events],
            "record_id": [e.record_id for e in events], "title": [e.title[:200] for e in events],
            "reason": [e.reason[:500] for e in events], "digests": [digests for _fields, digests, _digest in texts],
            "digest": [digest for _fields, _digests, digest in texts],
        }  # fmt: skip
        ids = loading.insert_new(Entry, list(columns), list(columns.values()))
        entries = Entries(same, ids, events, columns["digests"], columns["digest"])
        kept = [(pk, fields, "{}") for pk, (fields, _digests, _digest) in zip(ids, texts, strict=True) if fields != "{}"]
        loading.insert_rows(Values, ("entry_id", "fields", "erased"), kept)
    return entries


def _texts(same: dict[str, Any], events: list[Event]) -> list[tuple[str, str, str]]:
    """(values, their digests, the entry's digest) of each event, the first two as JSON.

    The same bytes that `value_digest` and `digest_of` hash, put together from parts: encoding a list per value would take
    most of the time of a large import.
    """
    salts = secrets.token_bytes(SALT * sum(len(event.changes) for event in events)).hex()
    sha, width, at, encoders = hashlib.sha256, 2 * SALT, 0, _ENCODERS
    head = _text([same["at"].astimezone(UTC).isoformat(), same["actor_id"], same["actor"]])[:-1]
    tail = _text([same["source"], same["batch"]])[1:-1]
    names: dict[str, str] = {}
    found = []
    for event in events:
        fields, digests, pairs = [], [], []
        for name, (old, new) in event.changes.items():
            key = names.get(name) or names.setdefault(name, encode_basestring(name))
            encode = encoders.get(type(new), json_of)
            rest = f'{"null" if old is None else json_of(old)}, {encode(new)}, "{salts[at : at + width]}"]'
            at += width
            digest = sha(f"[{key}, {rest}".encode()).hexdigest()
            fields.append(f"{key}: [{rest}")
            digests.append(f'{key}: "{digest}"')
            pairs.append((name, f'[{key}, "{digest}"]'))
        pairs.sort()
        told = (
            f"{head}, {encode_basestring(event.verb)}, {encode_basestring(event.label)}, {json_of(event.record_id)}, "
            f"{encode_basestring(event.title[:200])}, {tail}, {encode_basestring(event.reason[:500])}, "
            f"[{', '.join([pair for _name, pair in pairs])}]]"
        )
        found.append((f"{{{', '.join(fields)}}}", f"{{{', '.join(digests)}}}", sha(told.encode()).hexdigest()))
    return found


def json_of(value: Any) -> str:
    """What `plain` makes of a value, as JSON with sorted keys."""
    encode = _ENCODERS.get(type(value))
    return encode(value) if encode else _text(plain(value))


_ENCODERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    type(None): lambda _value: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    Decimal: lambda value: f'"{value}"',
}


class Entries(Sequence[Entry]):
    """The entries just written; most callers ask for none of them, so each is made when it is asked for."""

    def __init__(
        self, same: dict[str, Any], ids: Sequence[int], events: list[Event], digests: list[str], digest: list[str]
    ) -> None:
        self.same, self.ids, self.events, self.digests, self.digest = same, ids, events, digests, digest

    def __len__(self) -> int:
        return len(self.events)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        event = self.events[place]
        entry = Entry(
            pk=self.ids[place], verb=event.verb, label=event.label, record_id=event.record_id, title=event.title[:200],
            reason=event.reason[:500], digests=json.loads(self.digests[place]), digest=self.digest[place], **self.same,
        )  # fmt: skip
        entry._state.adding, entry._state.db = False, "default"
        return entry
