"""Keys of the encrypted columns: newest first, from the environment or XIANJI_HOME/secret.key.

The newest encrypts, every one reads, the oldest makes the fingerprints: so a new key changes no fingerprint.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class WrongKey(RuntimeError):
    """A stored value cannot be opened with any key at hand."""


_only: ContextVar[tuple[bytes, ...] | None] = ContextVar("only", default=None)


@lru_cache(maxsize=4)
def _keys(words: str) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(word.encode()).digest() for word in words.split() if word)


@lru_cache(maxsize=4)
def _from_file(file: Path, changed: int, size: int) -> tuple[bytes, ...]:
    return _keys(file.read_text())


def keys() -> tuple[bytes, ...]:
    """All keys, the one that encrypts first; older ones stay for reading, the last one for fingerprints."""
    if only := _only.get():
        return only
    if settings.FIELD_KEYS:
        return _keys(settings.FIELD_KEYS)
    file = settings.FIELD_KEYS_FILE
    if not file.exists():
        new_key(file)
    told = file.stat()
    return _from_file(file, told.st_mtime_ns, told.st_size)


def are_in_environment() -> bool:
    """Whether the keys are given by the environment, so that only an operator can change them."""
    return bool(settings.FIELD_KEYS)


@contextmanager
def newest_alone() -> Iterator[None]:
    """Inside, the newest key also makes the fingerprints: for leaving the older ones behind."""
    token = _only.set(keys()[:1])
    try:
        yield
    finally:
        _only.reset(token)


def new_key(file: Path) -> None:
    """Put a fresh key in front of those in the file."""
    older = file.read_text() if file.exists() else ""
    _write(file, base64.urlsafe_b64encode(os.urandom(32)).decode() + "\n" + older)


def drop_older(file: Path) -> None:
    """Leave only the newest key in the file."""
    _write(file, file.read_text().split()[0] + "\n")


def _write(file: Path, words: str) -> None:
    """Replace the file in one step; only its owner may read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(words)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def seal(text: str, place: str) -> str:
    """Encrypt a text for one place, `table.column`: moved elsewhere it does not open."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + _cipher(keys()[0]).encrypt(nonce, text.encode(), place.encode())).decode()


def unseal(stored: str, place: str) -> str:
    raw = base64.b64decode(stored)
    for key in keys():
        try:
            return _cipher(key).decrypt(raw[:12], raw[12:], place.encode()).decode()
        except InvalidTag:
            continue
    raise WrongKey(f"No key opens a value of {place}. Put the key that was in use into {settings.FIELD_KEYS_FILE}.")


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def blind(text: str, purpose: str, key: bytes | None = None) -> str:
    """A keyed fingerprint for exact search: equal texts match, nothing else can be learnt from it."""
    return hmac.digest(key or keys()[-1], f"{purpose}\0{text}".encode(), "sha256").hex()[:32]
