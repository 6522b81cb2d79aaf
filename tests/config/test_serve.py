"""The server with its worker: answers, and leaves nothing behind however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.config.conftest import ROOT, Run, environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(home: Path, database: str) -> Iterator[tuple[subprocess.Popen, str]]:
    port = free_port()
    command = [sys.executable, "-m", "xianji.config.cli", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(
        command, env=environment(home, database), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    try:
        while "ready" not in server.stdout.readline():
            assert server.poll() is None
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.kill()


def children(parent: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    return [int(pid) for pid in told.split()]


def gone(pids: list[int]) -> bool:
    """Within half a minute."""
    for _turn in range(150):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.2)
    return False


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_it_answers_and_leaves_nobody_behind(run: Run, home: Path, database: str, end: signal.Signals) -> None:
    with serving(home, database) as (server, address):
        assert urllib.request.urlopen(f"{address}/healthz").read() == b"ok"
        assert b"<form" in urllib.request.urlopen(f"{address}/account/login/").read()
        below = children(server.pid)
        assert len(below) == 2
        os.kill(server.pid, end)
        assert server.wait(timeout=40) == (-9 if end == signal.SIGKILL else 0)
    assert gone(below)


def test_a_taken_port_is_named(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in run("serve", "--port", port, ok=False).stderr
