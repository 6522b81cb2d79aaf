"""Replaying a version over many records in the background."""

from typing import Any

from xianji.administration.tables import impact
from xianji.administration.tables.page import address
from xianji.kit.jobs import job
from xianji.rulebook.tables.models import TableVersion


@job(impact.JOB)
def what_if(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """In the scope of whoever asked; the outcome is theirs alone."""
    version = TableVersion.objects.get(pk=order["version"])
    total = impact.replays[version.table].rows().count()
    outcome = impact.replayed(version, lambda done: progress(done, total))
    return {"outcome": outcome.kept(), "href": f"{address(version)}?impact=last#impact"}
