"""XIANJI_HOME: the one folder that holds all of an installation."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class InUse(RuntimeError):
    """A server of this installation is running."""


def folder() -> Path:
    return Path(settings.HOME)


def prepare() -> None:
    """The folder exists, for its owner only, and so do the keys."""
    from xianji.org import keys

    folder().mkdir(parents=True, exist_ok=True)
    folder().chmod(0o700)
    keys.keys()


@contextmanager
def in_use(*, alone: bool = False) -> Iterator[None]:
    """Held by each server; with `alone` raises InUse when anybody holds it."""
    with (folder() / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise InUse from problem
        yield
