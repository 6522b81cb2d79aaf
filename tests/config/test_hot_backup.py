"""A backup taken while others write holds one consistent moment."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import psycopg

from tests.config.conftest import Run

TWINS = "UPDATE org_sequence SET last = last + 1 WHERE key = '{}'"


def connected(home: Path, database: str) -> Any:
    """A raw connection without a transaction of its own."""
    if database:
        return psycopg.connect(database, autocommit=True)
    return sqlite3.connect(home / "xianji.sqlite3", timeout=20, isolation_level=None, check_same_thread=False)


def write_until(stop: threading.Event, link: Any) -> None:
    """Two rows that every transaction raises together."""
    while not stop.is_set():
        for words in ("BEGIN", TWINS.format("one"), TWINS.format("two"), "COMMIT"):
            link.execute(words)


def twins(link: Any) -> list[int]:
    return [row[0] for row in link.execute("SELECT last FROM org_sequence WHERE key IN ('one', 'two')").fetchall()]


def test_the_twins_stay_equal(run: Run, home: Path, database: str, tmp_path: Path) -> None:
    link, stop = connected(home, database), threading.Event()
    link.execute("INSERT INTO org_sequence (key, last) VALUES ('one', 0), ('two', 0)")
    writer = threading.Thread(target=write_until, args=(stop, link))
    writer.start()
    run("backup", tmp_path / "hot.tgz")
    stop.set()
    writer.join()
    at_the_end = twins(link)[0]
    link.close()
    run("restore", "--yes", tmp_path / "hot.tgz")
    link = connected(home, database)
    one, two = twins(link)
    link.close()
    assert 0 < one == two <= at_the_end
