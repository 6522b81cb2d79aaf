"""Loading a plan: all or nothing, in one transaction; a dry run is the same work, taken back at the end."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry, sets
from xianji.kit.imports import links
from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.mapping import Mapping, headings_mark
from xianji.kit.imports.models import Batch, Recollection
from xianji.kit.imports.plan import Plan, plan
from xianji.kit.imports.reading import Table, read_table
from xianji.kit.imports.report import report_of
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor

CREATED, CHANGED = "import", "import_change"
"""How the journal tells records that a file brought from those it changed."""
SLICE = 2000


@dataclass
class Asked:
    """One file for one kind of object."""

    label: str
    file_name: str
    content: bytes | Path
    mapping: Mapping
    options: dict[str, Any]
    batch: str = ""
    progress: Callable[[int, int], None] = lambda done, total: None
    """Told how far the work is: reading and checking is the first half, writing the second."""


def run(asked: Asked, *, dry_run: bool = False) -> dict[str, Any]:
    """Check and load one file; the report says what happened. With errors nothing is loaded."""
    with transaction.atomic():
        if not dry_run and Batch.objects.select_for_update().filter(key=asked.batch, state=Batch.State.DONE).exists():
            raise Refused(_("This import was done already."))
        report = step(asked, dry_run=dry_run)
        if dry_run or report["errors"]:
            transaction.set_rollback(True)
        else:
            keep(asked, report)
    if report["errors"] and not dry_run:
        keep(asked, report)
    return report


def step(asked: Asked, *, dry_run: bool = False) -> dict[str, Any]:
    """The work of one file inside the caller's transaction."""
    resource = registry.resources.get(asked.label)
    if resource is None:
        raise Refused(_("There is no object “%(label)s”.") % {"label": asked.label})
    if not resource.may(actor.current(), "import") or not resource.importable:
        raise NotPermitted(_("You may not import %(things)s.") % {"things": resource.plural})
    table = read_table(asked.file_name, asked.content, **asked.options)
    asked.progress(0, 2 * table.rows.height)
    made = plan(resource, table, asked.mapping)
    asked.progress(made.rows, 2 * made.rows)
    batch = asked.batch or uuid.uuid4().hex
    done = {"created": 0, "updated": 0}
    if not made.findings.has_errors:
        done = write(made, batch, asked)
    return report_of(made, table, asked, batch, done, dry_run=dry_run)


def write(made: Plan, batch: str, asked: Asked) -> dict[str, int]:
    """Insert, update, settle links inside the file, and hand virtual columns to the resource."""
    model = made.resource.model
    for record in made.new:
        record.external_source = asked.file_name[:80]
    names = [name for name in made.mapping.fields if name not in made.resource.virtual]
    try:
        with transaction.atomic():
            made.resource.before_import(made.new)
            created = 0
            for start in range(0, len(made.new), SLICE):
                created += sets.insert_many(model, made.new[start : start + SLICE], batch=batch)
                asked.progress(made.rows + created, 2 * made.rows)
            settle_later(made, batch)
            updated = sets.update_many(model, made.known, names, verb=CHANGED, batch=batch)
            made.resource.settle_import(made.extras or [(record, {}) for record in made.new + made.known])
    except (IntegrityError, DatabaseError) as problem:
        made.findings.add(ERROR, "database", _("The database refused: %(why)s") % {"why": problem}, 0)
        return {"created": 0, "updated": 0}
    return {"created": created, "updated": updated}


def settle_later(made: Plan, batch: str) -> None:
    """Links from one row of the file to another, now that all have ids."""
    if not made.later:
        return
    model = made.resource.model
    found = links.find(model, {text for _record, _name, text in made.later})
    names = set()
    for record, name, text in made.later:
        setattr(record, f"{name}_id", found.ids.get(text))
        names.add(name)
    sets.update_many(model, list({id(r): r for r, _name, _text in made.later}.values()), sorted(names), verb=CHANGED, batch=batch)


def keep(asked: Asked, report: dict[str, Any]) -> None:
    """Remember the batch and how such a file is mapped."""
    state = Batch.State.REFUSED if report["errors"] else Batch.State.DONE
    Batch.objects.update_or_create(key=report["batch"], defaults={
        "label": asked.label, "file_name": asked.file_name, "sha256": digest(asked.content),
        "mapping": asked.mapping.as_dict(), "options": asked.options, "report": report, "state": state,
        "user_id": actor.current().user_id, "done_at": timezone.now() if state == Batch.State.DONE else None,
    })  # fmt: skip
    if state == Batch.State.DONE:
        mark = headings_mark(report["columns"])
        Recollection.objects.update_or_create(
            label=asked.label, headings=mark, defaults={"mapping": asked.mapping.as_dict()}
        )


def digest(content: bytes | Path) -> str:
    """The fingerprint of a file."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remembered(label: str, table: Table) -> Mapping | None:
    """The mapping used last time for a file with these headings."""
    row = Recollection.objects.filter(label=label, headings=headings_mark(table.columns)).first()
    return Mapping.of(row.mapping) if row else None
