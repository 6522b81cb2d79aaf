"""The worker: slow and scheduled work, beside the server."""

import signal

import click

from xianji.config.server import end_with_input
from xianji.lib.shell import _


@click.command(help=_("Do slow and scheduled work; `xianji serve` starts one by itself."))
@click.option("--until-closed", is_flag=True, hidden=True)
def worker(until_closed: bool) -> None:
    """With `until_closed` it ends with its standard input, so that it never outlives the one who started it."""
    from xianji.kit import worker as kit

    kit.run(beside=(lambda: end_with_input(signal.SIGTERM)) if until_closed else None)
