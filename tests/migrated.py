"""An empty SQLite database as the migrations leave it, made once for all processes and runs of the same code: each made its own,
for six seconds of its processor's time."""

import fcntl
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import django
from django.db import connection

PACKAGE = Path(__file__).resolve().parents[1] / "xianji"
FOLDER = Path(tempfile.gettempdir()) / "xianji-migrated"
DAY = 24 * 60 * 60


@contextmanager
def shared() -> Iterator[bool]:
    """Whether the database of these tests is there already; otherwise it is kept for others, who wait for it, once it is made."""
    if connection.vendor != "sqlite":
        yield False
        return
    FOLDER.mkdir(exist_ok=True)
    kept, mine = FOLDER / f"{key()}.sqlite3", Path(connection.settings_dict["TEST"]["NAME"])
    with kept.with_suffix(".lock").open("w") as door:  # other code need not wait for this one
        fcntl.flock(door, fcntl.LOCK_EX)
        if is_there := kept.exists():
            shutil.copyfile(kept, mine)
        yield is_there
        if not is_there:
            keep(mine, kept)


def keep(mine: Path, kept: Path) -> None:
    with sqlite3.connect(mine) as whole, sqlite3.connect(kept.with_suffix(".part")) as copy:
        whole.backup(copy)
    whole.close()
    copy.close()
    kept.with_suffix(".part").replace(kept)
    for old in FOLDER.iterdir():
        with suppress(FileNotFoundError):  # others clear up too
            if time.time() - old.stat().st_mtime > DAY:
                old.unlink()


def key() -> str:
    """Of all that migrations may ask."""
    found = sha256(django.__version__.encode())
    for file in sorted(PACKAGE.rglob("*.py")) + sorted(PACKAGE.rglob("*.toml")):
        found.update(file.read_bytes())
    return found.hexdigest()[:24]
