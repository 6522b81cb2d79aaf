"""Installations of their own, driven through the command line as people do."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long word for tests"
Run = Callable[..., subprocess.CompletedProcess]


def environment(home: Path, address: str, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XIANJI_", "DJANGO_"))}
    return kept | {"XIANJI_HOME": str(home), "XIANJI_DATABASE": address, "LANG": "en_US.UTF-8", "LC_ALL": ""} | more


def runner(home: Path, address: str) -> Run:
    """`run("backup", file)`: a command in that installation; `ok=False` expects it to fail."""

    def run(*words: object, ok: bool = True, **more: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "xianji.config.cli", *map(str, words)]
        done = subprocess.run(
            command,
            env=environment(home, address, **more),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return done

    return run


@contextmanager
def new_database(name: str, pattern: str = "") -> Iterator[str]:
    """An address: empty for SQLite in the home, else a new database on the server under test, or a copy of one."""
    server = os.environ.get("XIANJI_DATABASE", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"{name}_{os.getpid()}"
    like = f"TEMPLATE {urlsplit(pattern).path[1:]}" if pattern else ""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} {like}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Home and database of an installation set up without demo, of which each file of tests gets a copy."""
    home = tmp_path_factory.mktemp("pattern")
    with new_database("pattern") as address:
        runner(home, address)("setup", "--company", "Paper Crane", "--country", "TW", "--admin-password", PASSWORD)
        yield home, address


@pytest.fixture(scope="module")
def database(pattern: tuple[Path, str]) -> Iterator[str]:
    with new_database("installation", pattern[1]) as address:
        yield address


@pytest.fixture(scope="module")
def home(pattern: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(pattern[0], tmp_path_factory.mktemp("home"), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def run(home: Path, database: str) -> Run:
    """Commands in an installation of this file's own."""
    return runner(home, database)
