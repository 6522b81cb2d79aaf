"""Importing from the command line: the same work and the same report as on screen."""

import json
from pathlib import Path
from typing import Any

import click

from xianji.lib.shell import _

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("import", help=_("Import a file into OBJECT, such as customers.customer."))
@click.argument("label", metavar="OBJECT")
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help=_("TOML with [columns]."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would happen."))
@click.option("--as", "login", default="", help=_("On behalf of this user; else of the system."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def import_file(label: str, file: Path, mapping: Path | None, dry_run: bool, login: str, as_json: bool) -> None:
    """All or nothing; exit code 1 when the file has errors."""
    from xianji.kit.imports.load import Asked, run
    from xianji.kit.imports.mapping import Mapping
    from xianji.kit.imports.sets import OPTIONS, read_toml
    from xianji.kit.imports.suggest import suggested

    def work() -> list[dict[str, Any]]:
        said = read_toml(mapping) if mapping else {}
        options = {name: said[name] for name in OPTIONS if name in said}
        chosen = Mapping.of(said) if said else suggested(label, file.name, file)
        return [run(Asked(label, file.name, file, chosen, options), dry_run=dry_run)]

    tell(work, login, as_json)


@click.command("import-set", help=_("Import several files in order, all or nothing."))
@click.argument("description", metavar="SET.toml", type=FILE)
@click.option("--folder", required=True, type=FOLDER, help=_("Where its files lie."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would happen."))
@click.option("--as", "login", default="", help=_("On behalf of this user; else of the system."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def import_set(description: Path, folder: Path, dry_run: bool, login: str, as_json: bool) -> None:
    """All or nothing over all files; exit code 1 when one has errors."""
    from xianji.kit.imports.sets import read_set, run_set

    tell(lambda: run_set(read_set(description, folder), dry_run=dry_run), login, as_json)


def tell(work: Any, login: str, as_json: bool) -> None:
    """Run on behalf of somebody and print the reports."""
    from xianji.kit.imports.reading import Unreadable
    from xianji.kit.imports.wording import told
    from xianji.kit.refusals import Refused
    from xianji.lib import actor
    from xianji.lib.actor import SYSTEM
    from xianji.org.actors import actor_of
    from xianji.org.users.finding import user_called

    try:
        with actor.acting(actor_of(user_called(login)) if login else SYSTEM):
            reports = work()
    except (Refused, Unreadable) as problem:
        message = told(problem) if isinstance(problem, Unreadable) else str(problem)
        if as_json:
            click.echo(json.dumps({"error": {"code": problem.code, "message": message}}, ensure_ascii=False))
            raise SystemExit(1) from problem
        raise click.ClickException(message) from problem
    if as_json:
        click.echo(json.dumps(reports[0] if len(reports) == 1 else {"files": reports}, ensure_ascii=False, indent=1))
    else:
        for report in reports:
            click.echo(in_words(report))
    if any(report["errors"] for report in reports):
        raise SystemExit(1)


def in_words(report: dict[str, Any]) -> str:
    """A report for people."""
    counts = _(
        "%(file)s → %(object)s: rows %(rows)s, created %(created)s, updated %(updated)s, unchanged %(unchanged)s"
    )
    levels = {"errors": _("Error"), "warnings": _("Warning"), "mapped": _("Translated")}
    lines = [counts % report]
    for level, label in levels.items():
        for one in report[level]:
            given = f"“{one['given']}” " if one.get("given") else ""
            became = f" → “{one['became']}”" if one.get("became") else ""
            what = f"{one.get('column') or ''} {given}{one['message']}{became}".strip()
            where = _("%(count)s×, row %(rows)s") % {
                "count": one["count"],
                "rows": ", ".join(map(str, one["rows"][:5])),
            }
            lines.append(f"  {label}: {what} ({where})")
    return "\n".join(lines + [f"  {note}" for note in report["notes"]])
