"""The server: one process per core, and the worker beside it."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import click

from xianji.lib.shell import _

THREADS = 4
WORKER = (sys.executable, "-m", "xianji.config.cli", "worker", "--until-closed")


@click.command(help=_("Start the server and the worker; Ctrl-C stops both."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@click.option("--port", default=8000, show_default=True, envvar="PORT", help=_("Port to listen on."))
@click.option("--workers", default=os.cpu_count() or 1, show_default=True, help=_("Server processes."))
@click.option("--no-worker", is_flag=True, help=_("The worker runs elsewhere."))
def serve(host: str, port: int, workers: int, no_worker: bool) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from xianji.config import static, welcome
    from xianji.config.home import in_use

    welcome.must_be_set_up()
    _must_be_free(host, port)
    static.collect()
    server = Granian(
        "xianji.config.wsgi:application", host, port, interface=Interfaces.WSGI, workers=workers, websockets=False,
        blocking_threads=THREADS, blocking_threads_idle_timeout=600, log_level=LogLevels.warning,
        respawn_failed_workers=True, workers_kill_timeout=10,
    )  # fmt: skip
    threading.Thread(target=_greet, args=(f"http://{host}:{port}",), daemon=True).start()
    with in_use(), _beside(not no_worker):
        server.serve()
    click.echo(_("Stopped."))


def _must_be_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(
                _("Port %(port)s cannot be used (%(reason)s). Choose another: PORT=8001 make run.")
                % {"port": port, "reason": problem.strerror}
            ) from problem


def _greet(address: str) -> None:
    """Once the server answers: the address and how to sign in."""
    from xianji.config import welcome

    for _second in range(60):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return welcome.show(address)
        except OSError:
            time.sleep(0.3)


@contextmanager
def _beside(wanted: bool) -> Iterator[None]:
    """The worker as a child, started again should it fall; it ends its task and itself when we end, however we end."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), daemon=True)
    if wanted:
        keeper.start()
    yield
    ending.set()
    if wanted:
        keeper.join()


def _keep(ending: threading.Event) -> None:
    """Out of reach of Ctrl-C, the worker hears of the end by its standard input being closed."""
    while not ending.is_set():
        child = subprocess.Popen(WORKER, stdin=subprocess.PIPE, start_new_session=True)
        while child.poll() is None and not ending.wait(0.5):
            pass
        if not ending.is_set():
            click.echo(_("The worker has stopped unexpectedly and is started again."), err=True)
            ending.wait(3)
    try:
        child.communicate(timeout=25)
    except subprocess.TimeoutExpired:
        child.terminate()
