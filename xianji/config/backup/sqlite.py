"""SQLite: a snapshot by its own backup interface, and a new file put in the place of the old one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from xianji.config.backup.archive import Damaged, Manifest
from xianji.lib.shell import _

PART = "database.sqlite3"


def save(database: Any, folder: Path) -> dict[str, Path]:
    """Copy one consistent state while others read and write."""
    target = folder / PART
    with closing(sqlite3.connect(database.settings_dict["NAME"])) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    sound(target)
    return {PART: target}


def counts(folder: Path) -> dict[str, int]:
    """{table: rows} of the snapshot."""
    with closing(sqlite3.connect(folder / PART)) as copy:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        names = [name for (name,) in copy.execute(query)]
        return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def sound(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        told = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if told != "ok":
            raise Damaged(told)


@contextmanager
def fresh(database: Any, folder: Path, stamp: str) -> Iterator[dict[str, Any]]:
    """Settings of the new database, which takes the place of the old one when all went well inside."""
    yield {"NAME": folder / PART}
    place = Path(database.settings_dict["NAME"])
    with closing(sqlite3.connect(folder / PART)) as copy:
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode=DELETE")
    for ending in ("", "-wal", "-shm"):
        if (old := place.with_name(place.name + ending)).exists():
            old.rename(place.with_name(f"{place.name}.before-{stamp}{ending}"))
    (folder / PART).rename(place)


def load(manifest: Manifest, folder: Path) -> None:
    """The file is the database already."""
    sound(folder / PART)
    if counts(folder) != manifest.rows:
        raise Damaged(_("the number of rows differs from the manifest"))
