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
    from django.conf import settings
    from django.utils.module_loading import autodiscover_modules
    from huey.contrib.djhuey import HUEY

    autodiscover_modules("tasks")
    if until_closed:
        threading.Thread(target=_end_with_input, daemon=True).start()
    HUEY.create_consumer(**settings.HUEY.get("consumer", {})).run()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGINT)
