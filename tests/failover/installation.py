"""An installation of the product on the cluster: its settings, its server."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.config.conftest import ROOT, environment, runner
from tests.failover.cluster import Cluster, free_ports

PASSWORD = "a long word for tests"
SETTINGS = {
    "XIANJI_SECRET_KEY": "only for this test",
    "XIANJI_FIELD_KEYS": "only-for-this-test",
    "XIANJI_QUEUE": "database",
    "DJANGO_SETTINGS_MODULE": "xianji.config.settings",
}


def set_up(home: Path, database: str) -> None:
    """A company with its administrator `admin`."""
    runner(home, database)(
        "setup", "--company", "Paper Crane", "--country", "TW", "--admin-password", PASSWORD, **SETTINGS
    )


@contextmanager
def serving(home: Path, servers: Cluster, **more: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """The product as shipped: server, worker and schedules."""
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "xianji.config.cli", "serve", "--port", str(port), "--workers", "1"]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, env=environment(home, servers.address, **SETTINGS, **more), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        try:
            assert server.stdout is not None
            while "ready" not in (line := server.stdout.readline()):
                assert line, (home / "server.log").read_text()
            yield server, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(60)
