"""Proving a long journal in the background."""

from typing import Any

from xianji.administration.journal import proving
from xianji.kit.jobs import job
from xianji.kit.refusals import Refused


@job(proving.JOB)
def verify_journal(order: dict[str, Any], progress: Any) -> dict[str, Any]:
    """A journal that is not whole makes a failed job that says where."""
    report = proving.prove()
    if report.problems:
        raise Refused(proving.told(report))
    return {"href": "/administration/journal?verb=verify_journal"}
