"""Whether what is read here may come from a standby that is seconds behind; only pages that merely show say so."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

_from: ContextVar[str] = ContextVar("reading_from", default="default")


def source() -> str:
    """The alias of the database to read from."""
    return _from.get()


@contextmanager
def reading(alias: str) -> Iterator[None]:
    token = _from.set(alias)
    try:
        yield
    finally:
        _from.reset(token)


def exact() -> AbstractContextManager[None]:
    """Inside, what is read is what was last written: for rights, and whatever is kept in memory under a version."""
    return reading("default")
