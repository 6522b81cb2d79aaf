"""Keys of the encrypted columns: newest first, from the environment or XIANJI_HOME/secret.key."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class WrongKey(RuntimeError):
    """A stored value cannot be opened with any key at hand."""


@lru_cache(maxsize=4)
def _keys(words: str) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(word.encode()).digest() for word in words.split() if word)


def keys() -> tuple[bytes, ...]:
    """All keys, the one that encrypts first; older ones stay for reading until `xianji keys rotate` has run."""
    words = settings.FIELD_KEYS
    if not words:
        file = settings.FIELD_KEYS_FILE
        if not file.exists():
            new_key(file)
        words = file.read_text()
    return _keys(words)


def new_key(file) -> None:
    """Put a fresh key in front of those in the file, which only its owner may read."""
    older = file.read_text() if file.exists() else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(base64.urlsafe_b64encode(os.urandom(32)).decode() + "\n" + older)
    fresh.replace(file)


def seal(text: str, place: str) -> str:
    """Encrypt a text for one place, `table.column`: moved elsewhere it does not open."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + AESGCM(keys()[0]).encrypt(nonce, text.encode(), place.encode())).decode()


def unseal(stored: str, place: str) -> str:
    raw = base64.b64decode(stored)
    for key in keys():
        try:
            return AESGCM(key).decrypt(raw[:12], raw[12:], place.encode()).decode()
        except InvalidTag:
            continue
    raise WrongKey(f"No key opens a value of {place}. Put the key that was in use into {settings.FIELD_KEYS_FILE}.")


def blind(text: str, purpose: str, key: bytes | None = None) -> str:
    """A keyed fingerprint for exact search: equal texts match, nothing else can be learnt from it."""
    return hmac.new(key or keys()[-1], f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]
