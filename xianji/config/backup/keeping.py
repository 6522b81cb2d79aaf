"""Saving an installation into one file, and putting one back."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from xianji.audit.chain import heads_file
from xianji.audit.journal import Event, record
from xianji.config import home
from xianji.config.backup import archive
from xianji.config.backup.archive import Damaged, Manifest
from xianji.lib.actor import SYSTEM, acting
from xianji.lib.shell import _
from xianji.org import keys

CANARY = "xianji"
PLACE = "backup.canary"
HEADS = "audit.heads"
FILES = "files"


def engine() -> ModuleType:
    from xianji.config.backup import postgresql, sqlite

    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def save(file: Path) -> Manifest:
    """Write a checked backup while people work: the journal's heads first, then the database, then the files."""
    with workplace() as folder:
        parts = {}
        if heads_file().exists():
            parts[HEADS] = Path(shutil.copyfile(heads_file(), folder / HEADS))
        parts |= engine().save(connection, folder)
        manifest = Manifest(
            version=version("xianji"),
            engine=connection.vendor,
            made_at=timezone.now().isoformat(),
            canary=f"{keys.seal(CANARY, PLACE)} {keys.blind(CANARY, PLACE)}",
            migrations=sorted(MigrationLoader(connection).applied_migrations),
            rows=engine().counts(folder),
        )
        archive.write(file, manifest, parts | stored_files())
    note(file, manifest)
    return manifest


def note(file: Path, manifest: Manifest) -> None:
    """One entry in the journal, so that the screens can tell how old the last backup is."""
    told = f"{sum(manifest.rows.values()):,} / {file.stat().st_size:,} B / {manifest.version}"
    with acting(SYSTEM):
        record(Event("backup", "org.company", 1, file.name, reason=told), source="shell")


def stored_files() -> dict[str, Path]:
    folder = home.folder() / FILES
    """All that is whole: what begins with a point is still being written."""
    return {
        f"{FILES}/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def check(file: Path) -> Manifest:
    """Read every byte and compare with this installation; nothing is touched."""
    manifest = archive.read(file)
    if manifest.engine != connection.vendor:
        told = {"there": manifest.engine, "here": connection.vendor}
        raise Damaged(_("it was made on %(there)s; this installation uses %(here)s") % told)
    known = {*MigrationLoader(None).disk_migrations}
    known |= {old for migration in MigrationLoader(None).disk_migrations.values() for old in migration.replaces}
    if unknown := {(app, name) for app, name in manifest.migrations} - known:
        raise Damaged(_("it comes from a newer version (%(name)s)") % {"name": ".".join(min(unknown))})
    return manifest


def key_fits(manifest: Manifest) -> bool:
    """Whether the field keys at hand open what is encrypted in the backup, and make the same fingerprints."""
    sealed, fingerprint = manifest.canary.split()
    try:
        return keys.unseal(sealed, PLACE) == CANARY and keys.blind(CANARY, PLACE) == fingerprint
    except keys.WrongKey:
        return False


def restore(file: Path) -> str:
    """Build the new database apart, then let it and the files take the place of the old; returns the mark of what was."""
    stamp = timezone.now().strftime("%Y%m%d_%H%M%S")
    with workplace() as folder:
        manifest = archive.read(file, folder)
        with engine().fresh(connection, folder, stamp) as settings, pointed(settings):
            _build(manifest, folder)
        for name in (FILES, HEADS):
            _swap(folder / name, home.folder() / name, stamp)
    connection.close()
    return stamp


def _build(manifest: Manifest, folder: Path) -> None:
    """The new database, brought up to this version."""
    try:
        engine().load(manifest, folder)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as problem:
        raise Damaged(str(problem)) from problem


@contextmanager
def pointed(settings: dict[str, Any]) -> Iterator[None]:
    """Inside, the connection leads to the new database."""
    present = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update({name: present[name] for name in settings})


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of our own on the same disk, gone afterwards."""
    home.folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=home.folder()) as name:
        yield Path(name)


def _swap(new: Path, place: Path, stamp: str) -> None:
    if place.exists():
        place.rename(place.with_name(f"{place.name}.before-{stamp}"))
    if new.exists():
        new.rename(place)
