"""Several files in order, all or nothing: what an export of another system needs."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.kit.imports.load import Asked, keep, step
from xianji.kit.imports.mapping import Mapping
from xianji.kit.refusals import Refused

OPTIONS = ("sheet", "encoding", "delimiter", "header_row")


def read_set(description: Path, folder: Path) -> list[Asked]:
    """The files a set names, in order; each must lie in the folder."""
    told = read_toml(description)
    asked = []
    for file in told.get("file", []):
        path = (folder / file["file"]).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            raise Refused(_("There is no file “%(file)s” in %(folder)s.") % {"file": file["file"], "folder": folder.name})
        options = {name: file[name] for name in OPTIONS if name in file}
        asked.append(Asked(file["object"], file["file"], path, Mapping.of(file), options))
    if not asked:
        raise Refused(_("The set names no files."))
    return asked


def read_toml(path: Path) -> dict[str, Any]:
    """A description in TOML; what is wrong with it is told with the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Refused(_("“%(file)s” is not TOML: %(why)s") % {"file": path.name, "why": problem}) from problem


def run_set(asked: list[Asked], *, dry_run: bool = False) -> list[dict[str, Any]]:
    """Load all files in one transaction; the first with errors stops the set and nothing is loaded."""
    reports = []
    with transaction.atomic():
        for one in asked:
            reports.append(step(one, dry_run=dry_run))
            if reports[-1]["errors"]:
                break
        failed = bool(reports[-1]["errors"])
        if failed or dry_run:
            transaction.set_rollback(True)
        else:
            for one, report in zip(asked, reports, strict=True):
                keep(one, report)
    if failed:
        for report in reports:
            report["loaded"] = False
    return reports
