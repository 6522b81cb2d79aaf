"""What the server takes: memory of a web worker after work under load, and the time until the first page of a start."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.calling import Caller
from benchmarks.measuring import Measured, main

MOST_MB, MOST_SECONDS = 150, 5
THREADS, REQUESTS = 4, 60
PAGES = (
    "/customers/customers/", "/sales/opportunities/", "/customers/contacts/", "/search?q=科技&palette=1", "/search?q=jx",
    "/sales/opportunities/new", "/api/customers/customers", "/customers/customers/export.csv?state=lost",
)  # fmt: skip


@contextmanager
def serving() -> Iterator[tuple[subprocess.Popen, str, float]]:
    """`xianji serve` as shipped with two web workers; (process, address, seconds until its first page)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "xianji.config.cli", "serve", "--demo", "--port", str(port), "--workers", "2"]
    start = time.monotonic()
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/account/login/").read()
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit("The server did not start.") from None
                time.sleep(0.05)
        yield server, address, time.monotonic() - start
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(40)


def below(pid: int) -> list[int]:
    """All processes below one."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    children = [int(one) for one in told.split()]
    return children + [other for one in children for other in below(one)]


def resident(pid: int) -> float:
    """Megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def load(address: str, cookies: str) -> None:
    """Every page again and again from several threads."""

    def ask() -> None:
        for turn in range(REQUESTS):
            path = urllib.parse.quote(PAGES[turn % len(PAGES)], safe="/?=&")
            request = urllib.request.Request(address + path, headers={"Cookie": cookies, "Host": "localhost"})
            urllib.request.urlopen(request).read()

    threads = [threading.Thread(target=ask) for _one in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure() -> Iterator[Measured]:
    cookies = Caller("all").cookies
    with serving():
        pass
    with serving() as (server, address, seconds):
        yield Measured("second start, until its first page", seconds, most=MOST_SECONDS)
        load(address, cookies)
        pids = below(server.pid)
        told = {
            pid: (resident(pid), Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode())
            for pid in pids
        }
        web = [megabytes for megabytes, command in told.values() if "worker" not in command]
        worker = [megabytes for megabytes, command in told.values() if "worker" in command]
        load_note = f"after {THREADS * REQUESTS} requests from {THREADS} threads"
        yield Measured("largest web process, resident", max(web), most=MOST_MB, unit="MB", note=load_note)
        yield Measured("largest background process, resident", max(worker), most=MOST_MB, unit="MB")


if __name__ == "__main__":
    main(measure)
