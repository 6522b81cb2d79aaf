"""What a started web worker has loaded: nothing that reads documents, and nothing for analysis."""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.config.conftest import ROOT, Run, environment
from tests.config.test_serve import free_port

HEAVY = {
    "babel", "cn2an", "docx", "duckdb", "fastexcel", "holidays", "lxml", "numpy", "opencc", "pandas", "phonenumbers",
    "polars", "pyarrow", "pypinyin", "typst", "xlsxwriter",
}  # fmt: skip
LATER = {"ninja", "pydantic"}
"""The library behind the API comes with its first call."""


def test_a_web_worker_loads_no_heavy_library(run: Run, home: Path, database: str, tmp_path: Path) -> None:
    """Python itself writes down what each process of the server imports."""
    port, log = free_port(), tmp_path / "imported"
    command = [sys.executable, "-m", "xianji.config.server", "127.0.0.1", str(port), "1"]
    with log.open("wb") as told:
        server = subprocess.Popen(
            command, env=environment(home, database, PYTHONPROFILEIMPORTTIME="1"), cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=told,
        )  # fmt: skip
        try:
            assert b"<form" in page(f"http://127.0.0.1:{port}/account/login/")
        finally:
            server.stdin.close()
            server.wait(timeout=40)
    lines = log.read_text(errors="replace").splitlines()
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines if line.startswith("import time:")}
    assert {"django", "granian", "xianji"} <= loaded
    assert not loaded & (HEAVY | LATER)


def page(address: str, patience: float = 60) -> bytes:
    """The page as soon as the server answers."""
    until = time.monotonic() + patience
    while True:
        try:
            return urllib.request.urlopen(address).read()
        except (URLError, ConnectionError):
            assert time.monotonic() < until
            time.sleep(0.2)


