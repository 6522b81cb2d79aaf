"""What is done to many records, done by the worker."""

from typing import Any

from xianji.kit.bulk import running
from xianji.kit.bulk.models import Bulk
from xianji.kit.jobs import job


@job(running.JOB)
def work(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """Begin, or go on; the result tells where the outcome stands."""
    bulk = Bulk.objects.get(key=order["bulk"])
    running.go_on(bulk, progress)
    return {"href": bulk.address}
