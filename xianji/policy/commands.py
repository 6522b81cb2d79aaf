"""The regulation on the command line."""

import json
from pathlib import Path

import click

from xianji.lib.shell import _


@click.group(help=_("Read a regulation, keep its versions."))
def regulation() -> None:
    """Commands about the regulation."""


@regulation.command("load", help=_("Read FILE (.txt, .md, .docx) into a draft version."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help=_("What the regulation is called; else the title in the file."))
@click.option("--dry-run", is_flag=True, help=_("Only show what is understood."))
@click.option("--as", "login", default="", help=_("On behalf of this user; else of the system."))
@click.option("--json", "as_json_", is_flag=True, help=_("Print JSON."))
def load(file: Path, name: str, dry_run: bool, login: str, as_json_: bool) -> None:
    """One entry per numbered place, and what to look at."""
    from django.utils.translation import gettext

    from xianji.lib import actor
    from xianji.lib.actor import SYSTEM
    from xianji.org.actors import actor_of
    from xianji.org.users.finding import user_called
    from xianji.policy.regulations.reading import as_json
    from xianji.policy.versions import loading

    reading = loading.read(file.name, file.read_bytes())
    told = as_json(reading, gettext)
    if not dry_run:
        with actor.acting(actor_of(user_called(login)) if login else SYSTEM):
            version = loading.load(file.name, file.read_bytes(), name)
        told |= {"version": version.pk, "regulation": str(version.regulation), "state": version.state}
    if as_json_:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in told["clauses"]:
        click.echo(f"{one['number']}\t{one['title']}\t{one['text'][:60]}")
    for one in told["warnings"]:
        click.echo(f"! {one['message']} {one['excerpt']}".rstrip())
    counts = {"clauses": len(told["clauses"]), "warnings": len(told["warnings"])}
    click.echo(_("Clauses: %(clauses)s; places to look at: %(warnings)s.") % counts)
