"""The worker: slow and scheduled work, beside the server."""

import os
import signal
import sys
import threading

import click

from xianji.lib.shell import _


@click.command(help=_("Do slow and scheduled work; `xianji serve` starts one by itself."))
@click.option("--until-closed", is_flag=True, hidden=True)
def worker(until_closed: bool) -> None:
    """With `until_closed` it ends with its standard input, so that it never outlives the server that started it."""
    from xianji.kit import worker as kit

    kit.run(beside=_end_with_input if until_closed else None)


def _end_with_input() -> None:
    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
