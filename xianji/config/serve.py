"""`xianji serve`: watches over two children, the web server and the worker. It has no threads, so that it can fork."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from types import FrameType

import click

from xianji.lib.shell import _

GRACE = 25
"""Seconds that the worker gets to end its task."""


@dataclass
class Child:
    """A process in a session of its own, out of reach of Ctrl-C; it ends when its standard input is closed."""

    command: list[str]
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command], stdin=subprocess.PIPE, start_new_session=True
        )

    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end(self) -> None:
        if self.process is not None:
            try:
                self.process.communicate(timeout=GRACE)
            except subprocess.TimeoutExpired:
                self.process.kill()


@click.command(help=_("Start the server and the worker; Ctrl-C stops both."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@click.option("--port", default=8000, show_default=True, envvar="PORT", help=_("Port to listen on."))
@click.option("--workers", default=os.cpu_count() or 1, show_default=True, help=_("Server processes."))
@click.option("--no-worker", is_flag=True, help=_("The worker runs elsewhere."))
@click.option("--demo", is_flag=True, help=_("First bring the database up to date, with an invented company if there is none."))
@click.pass_context
def serve(context: click.Context, host: str, port: int, workers: int, no_worker: bool, demo: bool) -> None:
    from xianji.config import static, welcome
    from xianji.config.home import in_use
    from xianji.config.setup import setup

    if demo:
        context.invoke(setup, demo="small", if_new=True)
    welcome.must_be_set_up()
    _must_be_free(host, port)
    static.collect()
    server = Child(["xianji.config.server", host, str(port), str(workers)])
    worker = None if no_worker else Child(["xianji.config.cli", "worker", "--until-closed"])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    with in_use():
        fell = _watch(server, worker, f"http://{host}:{port}")
    click.echo(_("Stopped."))
    raise SystemExit(1 if fell else 0)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _watch(server: Child, worker: Child | None, address: str) -> bool:
    """Until Ctrl-C, or until the server falls, which returns True; a fallen worker is started again."""
    children = [child for child in (server, worker) if child]
    try:
        for child in children:
            child.start()
        greeted = False
        while not server.has_fallen():
            time.sleep(0.3)
            greeted = greeted or _greet(address)
            if worker and worker.has_fallen():
                click.echo(_("The worker has stopped unexpectedly and is started again."), err=True)
                time.sleep(2)
                worker.start()
        return True
    except KeyboardInterrupt:
        return False
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in children:
            child.end()


def _greet(address: str) -> bool:
    """Once the server answers: the address and how to sign in."""
    from django.conf import settings

    from xianji.config import welcome

    as_proxied = {"Host": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost", "X-Forwarded-Proto": "https"}
    try:
        urllib.request.urlopen(urllib.request.Request(f"{address}/healthz", headers=as_proxied), timeout=5).close()
    except OSError:
        return False
    welcome.show(address)
    return True


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
