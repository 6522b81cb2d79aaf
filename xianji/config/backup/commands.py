"""`xianji backup FILE` and `xianji restore FILE`."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xianji.lib.shell import _

if TYPE_CHECKING:
    from xianji.config.backup.archive import Manifest


@click.command(help=_("Save database, files and journal heads into one checked file, while people work."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def backup(file: Path, as_json: bool) -> None:
    from xianji.config.backup import keeping

    manifest = keeping.save(file.absolute())
    told = {"file": str(file), "bytes": file.stat().st_size, "rows": sum(manifest.rows.values())}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(_("%(file)s: %(rows)s rows, %(bytes)s bytes, read back and checked.") % told)
    click.echo(
        _("It does not contain secret.key. Keep a copy of that elsewhere: without it encrypted fields stay closed.")
    )


@click.command(help=_("Put a backup in the place of the present database and files, which are kept aside."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help=_("Only check the file."))
@click.option("--key-file", type=click.Path(exists=True, path_type=Path), help=_("The secret.key that was in use."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def restore(file: Path, only_check: bool, key_file: Path | None, yes: bool) -> None:
    from xianji.config import home
    from xianji.config.backup import keeping
    from xianji.config.backup.archive import Damaged

    try:
        manifest = keeping.check(file)
        click.echo(_("%(file)s is whole: %(rows)s rows of %(day)s.") % _told(file, manifest))
        if only_check:
            return
        _find_key(manifest, key_file)
        if not yes and sys.stdin.isatty():
            click.confirm(_("Replace the present data?"), abort=True)
        with home.in_use(alone=True):
            stamp = keeping.restore(file)
    except Damaged as problem:
        raise click.ClickException(_("Nothing was changed: %(reason)s.") % {"reason": problem}) from problem
    except home.InUse as problem:
        raise click.ClickException(_("Stop the server first; nothing was changed.")) from problem
    click.echo(_("Restored. What was here before is kept under the mark before %(stamp)s.") % {"stamp": stamp})
    click.echo(_("`xianji audit verify` proves that the journal is whole."))


def _told(file: Path, manifest: "Manifest") -> dict[str, object]:
    return {"file": file.name, "rows": sum(manifest.rows.values()), "day": manifest.made_at[:10]}


def _find_key(manifest: "Manifest", key_file: Path | None) -> None:
    """The field key of the backup lies in this home: it was there, is given as a file, or is asked for."""
    from django.conf import settings

    from xianji.config.backup.keeping import key_fits

    if (settings.FIELD_KEYS or settings.FIELD_KEYS_FILE.exists()) and key_fits(manifest):
        return
    if not settings.FIELD_KEYS:
        words = key_file.read_text() if key_file else ""
        if not words and sys.stdin.isatty():
            words = click.prompt(_("Contents of the secret.key that was in use"), hide_input=True)
        if words and _try_key(settings.FIELD_KEYS_FILE, words, manifest):
            return
    raise click.ClickException(
        _("Nothing was changed: the key at hand does not open this backup. Give its secret.key with --key-file.")
    )


def _try_key(place: Path, words: str, manifest: "Manifest") -> bool:
    """Put the given keys in the place of those at hand, which are kept aside, if they fit; else leave all as it was."""
    from xianji.config.backup.keeping import key_fits

    aside = place.with_name(f"{place.name}.before-restore")
    if place.exists():
        place.rename(aside)
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("\n".join(words.split()) + "\n")
    if key_fits(manifest):
        return True
    place.unlink()
    if aside.exists():
        aside.rename(place)
    return False
