"""The recipe of the journal: which bytes an entry's digest covers, so that anybody can compute it again."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from xianji.audit.models import Entry

WORDS = "entry.words"
"""What stands in `erased` of an entry whose title and reason were erased by law."""
BLANKED = ("title", "reason")
TOLD = ("at", "actor_id", "actor", "verb", "label", "record_id", "title", "source", "batch", "reason")
"""The columns of an entry that its digest covers, in this order."""
SECRET = 16
"""Bytes from which the salts of an entry's values are drawn."""
SALT = 12
"""Bytes of one value's salt."""
text = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


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


def json_of(value: Any) -> str:
    """What `plain` makes of a value, as JSON with sorted keys."""
    encode = ENCODERS.get(type(value))
    return encode(value) if encode else text(plain(value))


ENCODERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    type(None): lambda _value: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    Decimal: lambda value: f'"{value}"',
}


def salts_of(secret: str, names: Iterable[str]) -> dict[str, str]:
    """One salt a value, drawn from the entry's secret; knowing some of them tells nothing about the others."""
    ordered = sorted(names)
    drawn = drawn_from(secret, len(ordered))
    return {name: drawn[at : at + 2 * SALT] for name, at in zip(ordered, range(0, len(drawn), 2 * SALT), strict=True)}


def drawn_from(secret: str, count: int) -> str:
    return hashlib.shake_128(secret.encode()).hexdigest(SALT * count)


def value_digest(name: str, old: Any, new: Any, salt: str) -> str:
    """The salted fingerprint of one field's values; blind to the order of keys, which databases change."""
    return hashlib.sha256(text([name, old, new, salt]).encode()).hexdigest()


def values_digests(changes: dict[str, list[Any]], secret: str) -> dict[str, str]:
    """The fingerprint of each value that is still kept."""
    salts = salts_of(secret, changes) if secret else {}
    return {name: value_digest(name, *kept[:2], *(kept[2:] or [salts.get(name, "")])) for name, kept in changes.items()}


def digest_of(told: tuple[Any, ...], digests: dict[str, str]) -> str:
    """The fingerprint of an entry; of its values it covers only their salted digests."""
    at, *rest = told
    covered = [at.astimezone(UTC).isoformat(), *rest, sorted(digests.items())]
    return hashlib.sha256(text(covered).encode()).hexdigest()


def all_digests(changes: dict[str, list[Any]], salt: str, erased: dict[str, list[Any]]) -> dict[str, str]:
    """The fingerprints of an entry's values: computed of those that stand, kept of those that were erased."""
    return values_digests(changes, salt) | {name: digest for name, (_why, digest) in erased.items() if name != WORDS}


def entry_digest(entry: Entry) -> str:
    """The fingerprint of an entry, from what stands in its row: its own, or that of what is left when its words went."""
    told = tuple(getattr(entry, name) for name in TOLD)
    return digest_of(told, all_digests(entry.changes, entry.salt, entry.erased))


def due_digest(digest: str, erased: dict[str, list[Any]]) -> str:
    """The fingerprint that `entry_digest` must come to: once the words went, the one written down then."""
    return erased[WORDS][1] if WORDS in erased else digest
