"""Large imports, done by the worker."""

from typing import Any

from xianji.kit.imports import flow
from xianji.kit.imports.models import Batch
from xianji.kit.jobs import job


@job("import")
def import_batch(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """Check or load one batch; the result tells where the report is."""
    batch = Batch.objects.get(key=order["batch"])
    report = flow.work(batch, dry_run=order["dry_run"], progress=progress)
    return {"href": batch.address, "errors": len(report["errors"])}
