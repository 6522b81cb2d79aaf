"""Exports on the command line."""

from pathlib import Path

import click

from xianji.lib.shell import _


@click.group(help=_("Files that left the house."))
def export() -> None:
    """Commands about exports."""


@export.command("whose", help=_("Say who took FILE, or the file from which its text was pasted; - reads the standard input."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--password", default="", help=_("The password with which the file opens."))
def whose(file: Path, password: str) -> None:
    """One line for each export whose marks stand in it."""
    from django.utils import timezone

    from xianji.approval.exports import tracing
    from xianji.lib.actor import SYSTEM, acting

    with click.open_file(str(file), "rb") as opened, acting(SYSTEM):
        found = tracing.whose(tracing.text_of(opened, password), source="cli")
    for one in found:
        told = {"number": one.export.number, "person": one.person, "file": one.export.title, "purpose": one.export.purpose,
                "at": f"{timezone.localtime(one.export.updated_at):%Y-%m-%d %H:%M}"}  # fmt: skip
        click.echo(_("%(number)s, taken by %(person)s at %(at)s: %(file)s (%(purpose)s)") % told)
    if not found:
        raise click.ClickException(_("No mark of an export of this company stands in it."))
