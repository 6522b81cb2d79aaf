"""The command line, from the commands themselves."""

from collections.abc import Iterator

import click

from tools.reference.tables import table
from xianji.config.cli import xianji


def page() -> Iterator[str]:
    yield from ("# Commands", "", "Everything that `xianji` can do in a shell.", "")
    context = click.Context(xianji, info_name="xianji")
    for name in xianji.list_commands(context):
        command = xianji.get_command(context, name)
        if command is not None:
            yield from told(command, click.Context(command, info_name=name, parent=context))


def told(command: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from told(inner, click.Context(inner, info_name=name, parent=context))
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"## `{context.command_path} {usage}`", "", (command.help or "").strip(), "")
    options = [one for one in command.params if isinstance(one, click.Option)]
    yield from table(("Option", "What it does"), ((f"`{', '.join(one.opts)}`", one.help or "") for one in options))
