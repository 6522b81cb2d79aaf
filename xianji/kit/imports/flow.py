"""The way of a file from upload to load: small files at once, large ones as a job with progress."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping, allowed_fields
from xianji.kit.imports.models import Batch
from xianji.kit.imports.reading import Table, read_table
from xianji.kit.imports.suggest import mapping_for
from xianji.kit.refusals import Refused

AT_ONCE = 500_000
"""Files up to this many bytes are worked on while the person waits."""


def path_of(batch: Batch) -> Path:
    return Path(batch.file.path)


def table_of(batch: Batch) -> Table:
    """The file as read with what the person said about it; after a month it is gone."""
    if not batch.file or not path_of(batch).exists():
        raise Refused(_("The file is no longer kept. Bring it again."))
    return read_table(batch.file_name, path_of(batch), **batch.options)


def proposed(batch: Batch) -> Mapping:
    return mapping_for(batch.label, table_of(batch))


def field_choices(resource: Any) -> list[tuple[str, str]]:
    """(name, what it is called), in the resource's order, then what history brings."""
    allowed = allowed_fields(resource)
    ordered = [name for name in resource.names if name in allowed]
    rest = sorted(allowed - set(ordered) - set(resource.virtual))
    named = [(name, str(resource.column(name).label)) for name in ordered + rest]
    return named + [(name, str(label)) for name, label in resource.virtual.items()]


def start(batch: Batch, *, dry_run: bool) -> str:
    """Do the work, or have it done; returns the address to go to."""
    if path_of(batch).stat().st_size <= AT_ONCE:
        work(batch, dry_run=dry_run)
        return batch.address
    from xianji.kit import jobs

    title = _("%(deed)s: %(things)s") % {"deed": registry.resource_of(batch.label).plural, "things": batch.file_name}
    job = jobs.start("import", title, {"batch": batch.key, "dry_run": dry_run})
    return f"/jobs/{job.pk}"


def work(batch: Batch, *, dry_run: bool, progress: Any = None) -> dict[str, Any]:
    """Check or load a batch and keep the report with it."""
    asked = Asked(batch.label, batch.file_name, path_of(batch), Mapping.of(batch.mapping), batch.options, batch.key)
    asked.progress = progress or asked.progress
    report = run(asked, dry_run=dry_run)
    if dry_run:
        state = Batch.State.REFUSED if report["errors"] else Batch.State.CHECKED
        over = (Batch.State.DONE, Batch.State.UNDONE)  # loaded meanwhile: it is not opened for another load
        Batch.objects.filter(pk=batch.pk).exclude(state__in=over).update(report=report, state=state)
    return report
