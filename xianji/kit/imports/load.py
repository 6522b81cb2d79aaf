"""Loading a file: all or nothing, in one transaction; a dry run is the same work, taken back at the end."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry, sets, store
from xianji.kit.imports import links, rows
from xianji.kit.imports.fields import unknown
from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.mapping import Mapping, headings_mark
from xianji.kit.imports.models import Batch, Recollection
from xianji.kit.imports.plan import Plan, parts, plan
from xianji.kit.imports.reading import Table, read_table
from xianji.kit.imports.report import report_of
from xianji.kit.imports.rows import Part
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.resource import Resource
from xianji.lib import actor
from xianji.lib.blocks import batched
from xianji.org import loading
from xianji.org.among import Among

CREATED, CHANGED = "import", "import_change"
"""How the journal tells records that a file brought from those it changed."""


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
    """Told how many rows of all are done."""


def run(asked: Asked, *, dry_run: bool = False) -> dict[str, Any]:
    """Check and load one file; the report says what happened. With errors nothing is loaded."""
    with transaction.atomic():
        if not dry_run and held(key=asked.batch) == Batch.State.DONE:
            raise Refused(_("This import was done already."))
        report = step(asked, dry_run=dry_run)
        if dry_run or report["errors"]:
            transaction.set_rollback(True)
        else:
            keep(asked, report)
    if report["errors"] and not dry_run:
        keep(asked, report)
    return report


def held(**one: Any) -> str | None:
    """The state of a batch, which nobody else changes until the transaction ends; whoever asks later learns what became of it."""
    return Batch.objects.select_for_update().filter(**one).values_list("state", flat=True).first()


def step(asked: Asked, *, dry_run: bool = False) -> dict[str, Any]:
    """The work of one file inside the caller's transaction."""
    resource = registry.resources.get(asked.label)
    if resource is None:
        raise Refused(_("There is no object “%(label)s”.") % {"label": asked.label})
    if not resource.may(actor.current(), "import") or not resource.importable:
        raise NotPermitted(_("You may not import %(things)s.") % {"things": resource.plural})
    table = read_table(asked.file_name, asked.content, **asked.options)
    asked.progress(0, table.rows.height)
    batch = asked.batch or uuid.uuid4().hex
    with loading.roomy():
        made = plan(resource, table, asked.mapping)
        done = Loader(made, batch, asked).load()
    return report_of(made, table, asked, batch, done, dry_run=dry_run)


@dataclass
class Loader:
    """Checks and writes one part of the rows after the other, so that memory does not grow with the file.

    From the first error on the rest is only checked; the caller rolls back what was written until then.
    """

    made: Plan
    batch: str
    asked: Asked
    created: int = 0
    updated: int = 0
    later: dict[int, list[tuple[str, str, int, str]]] = field(default_factory=dict)
    """{id: [(link, text, row, column)]} to settle when every row is stored."""
    kept: list[tuple[Any, dict[str, str]]] = field(default_factory=list)
    """What the resource wants to see at the end, where it wants to."""

    def load(self) -> dict[str, int]:
        checked = 0
        for part in parts(self.made):
            self._attempt(lambda part=part: self._write(part))  # type: ignore[misc]
            checked += len(part.records)
            self.asked.progress(checked, self.made.rows)
        self._attempt(self._settle)
        failed = self.made.findings.has_errors
        return {"created": 0, "updated": 0} if failed else {"created": self.created, "updated": self.updated}

    def _attempt(self, work: Callable[[], None]) -> None:
        """Write, unless something was found; what the database refuses is one finding more."""
        if self.made.findings.has_errors:
            return
        try:
            with transaction.atomic():
                work()
        except DatabaseError as problem:
            self.made.findings.add(ERROR, "database", _("The database refused: %(why)s") % {"why": problem}, 0)

    def _write(self, part: Part) -> None:
        resource, fields = self.made.resource, self.made.mapping.fields
        for record in part.new:
            record.external_source = self.asked.file_name[:80]
        resource.before_import(part.new)
        self.created += sets.insert_many(resource.model, part.new, batch=self.batch)
        resource.before_update(part.known)
        names = {name for name in fields if name not in resource.virtual} | derived(resource.model, part.known)
        self.updated += sets.update_many(resource.model, part.known, sorted(names), verb=CHANGED, batch=self.batch)
        for record, name, text, row, header in part.later:
            self.later.setdefault(record.pk, []).append((name, text, row, header))
        if type(resource).settle_import is not Resource.settle_import:
            self.kept += part.extras or [(record, {}) for record in part.new + part.known]

    def _settle(self) -> None:
        """Links from one row of the file to another, now that all have ids; then what virtual columns ask for."""
        model = self.made.resource.model
        found = links.find(model, {text for several in self.later.values() for _name, text, _row, _header in several})
        fresh: dict[int, Any] = {}
        for block in batched(self.later, rows.PART):
            records = list(model.unscoped.filter(Among("pk", block)))
            for record in records:
                self._settle_links(record, found)
            names = {name for pk in block for name, _text, _row, _header in self.later[pk]}
            sets.update_many(model, records, sorted(names), verb=CHANGED, batch=self.batch)
            fresh |= {record.pk: record for record in records} if self.kept else {}
        self.made.resource.settle_import([(fresh.get(record.pk, record), told) for record, told in self.kept])

    def _settle_links(self, record: Any, found: links.Found) -> None:
        for name, text, row, header in self.later[record.pk]:
            if text in found.ids:
                setattr(record, f"{name}_id", found.ids[text])
                continue
            code, message = unknown(found, text, {})
            self.made.findings.add(ERROR, code, message, row, column=header, field=name, given=text)


def derived(model: Any, known: list[Any]) -> set[str]:
    """What the model's own rule changed besides what the file tells."""
    if model.clean is models.Model.clean:
        return set()
    return {model._meta.get_field(column).name for record in known for column in store.changes(record)}


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
