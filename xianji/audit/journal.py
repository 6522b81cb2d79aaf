"""Writing the journal: one entry, or many at once, inside the transaction of what they tell."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, overload

from django.db import transaction
from django.utils import timezone

from xianji.audit import chain
from xianji.audit.digests import ENCODERS, SALT, SECRET, drawn_from, json_of, text
from xianji.audit.models import Entry
from xianji.lib import actor as acting
from xianji.org import loading

Changes = dict[str, tuple[Any, Any]]
MANY = 500
"""From this many on, entries are sealed as they are written: rewriting each row afterwards costs more than writing it."""


@dataclass(slots=True)
class Event:
    """What is to be written down about one record: {field: (old, new)}."""

    verb: str
    label: str = ""
    record_id: int | None = None
    title: str = ""
    changes: Changes = field(default_factory=dict)
    reason: str = ""


_batch: ContextVar[str] = ContextVar("batch", default="")


@contextmanager
def together(batch: str) -> Iterator[None]:
    """What is written inside belongs together under this key, whoever writes it."""
    before = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(before)


def record(event: Event, *, source: str = "", batch: str = "", at: datetime | None = None) -> Entry:
    """Write one entry."""
    return record_many([event], source=source, batch=batch, at=at)[0]


def record_many(events: Iterable[Event], *, source: str = "", batch: str = "", at: datetime | None = None) -> "Entries":
    """Write many entries at once; they wait for nobody, and few are sealed later."""
    who = acting.current()
    if who.only_looks:
        raise acting.OnlyLooks(f"nothing is written while {who.name} is only looked at")
    same = {
        "at": at or timezone.now(),
        "actor_id": who.user_id,
        "actor": who.name[:120],
        "source": source,
        "batch": batch or _batch.get(),
    }
    events = list(events)
    if not events:
        return Entries(same, [], [], [])
    written = _texts(same, events)
    with transaction.atomic(savepoint=False):
        count = len(events)
        links = chain.follow([digest for *_values, digest in written]) if count >= MANY else None
        sealed: Sequence[Sequence[Any]] = links or ([None] * count, [""] * count)
        columns = [*_constant(same, count), *_told(events), *zip(*written, strict=True), *sealed]
        ids = loading.insert_new(Entry, COLUMNS, columns)
    return Entries(same, ids, events, written)


COLUMNS = (
    "at", "actor_id", "actor", "source", "batch", "erased", "verb", "label", "record_id", "title", "reason",
    "changes", "salt", "digest", "seq", "link",
)  # fmt: skip


def _constant(same: dict[str, Any], count: int) -> list[list[Any]]:
    """What all of them have in common, as the database takes it."""
    at = loading.adapted(Entry._meta.get_field("at"), [same["at"]])[0]
    return [[value] * count for value in (at, same["actor_id"], same["actor"], same["source"], same["batch"], "{}")]


def _told(events: list[Event]) -> list[list[Any]]:
    return [
        [e.verb for e in events], [e.label for e in events], [e.record_id for e in events],
        [e.title[:200] for e in events], [e.reason[:500] for e in events],
    ]  # fmt: skip


Written = tuple[str, str, str]
"""The values as JSON, the secret of their salts, the entry's digest."""


def _texts(same: dict[str, Any], events: list[Event]) -> list[Written]:
    """What is written of each event.

    The same bytes that `digests` hashes, put together from parts: encoding a list per value would take most of the time of
    a large import.
    """
    secret = secrets.token_bytes(SECRET * len(events)).hex()
    sha, width, encoders = hashlib.sha256, 2 * SALT, ENCODERS
    head = text([same["at"].astimezone(UTC).isoformat(), same["actor_id"], same["actor"]])[:-1]
    tail = text([same["source"], same["batch"]])[1:-1]
    names: dict[str, str] = {}
    found = []
    for place, event in enumerate(events):
        own = secret[place * 2 * SECRET : (place + 1) * 2 * SECRET] if event.changes else ""
        salts, at = drawn_from(own, len(event.changes)), 0
        kept, pairs = [], []
        for name, (old, new) in sorted(event.changes.items()):
            key = names.get(name) or names.setdefault(name, encode_basestring(name))
            both = f"{'null' if old is None else json_of(old)}, {encoders.get(type(new), json_of)(new)}"
            digest = sha(f'[{key}, {both}, "{salts[at : at + width]}"]'.encode()).hexdigest()
            at += width
            kept.append(f"{key}: [{both}]")
            pairs.append(f'[{key}, "{digest}"]')
        told = (
            f"{head}, {encode_basestring(event.verb)}, {encode_basestring(event.label)}, {json_of(event.record_id)}, "
            f"{encode_basestring(event.title[:200])}, {tail}, {encode_basestring(event.reason[:500])}, [{', '.join(pairs)}]]"
        )
        found.append((f"{{{', '.join(kept)}}}", own, sha(told.encode()).hexdigest()))
    return found


class Entries(Sequence[Entry]):
    """The entries just written; most callers ask for none of them, so each is made when it is asked for."""

    def __init__(self, same: dict[str, Any], ids: Sequence[int], events: list[Event], written: list[Written]) -> None:
        self.same, self.ids, self.events, self.written = same, ids, events, written

    def __len__(self) -> int:
        return len(self.events)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        event, (changes, salt, digest) = self.events[place], self.written[place]
        entry = Entry(
            pk=self.ids[place], verb=event.verb, label=event.label, record_id=event.record_id, title=event.title[:200],
            reason=event.reason[:500], changes=json.loads(changes), salt=salt, digest=digest, **self.same,
        )  # fmt: skip
        entry._state.adding, entry._state.db = False, "default"
        return entry
