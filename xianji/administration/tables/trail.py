"""The way of a version: begun, put forward, approved, in force; who and when."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.rulebook.tables.models import TableVersion

State = TableVersion.State


@dataclass(frozen=True)
class Step:
    """One step; `seal` says whether it is done, under way or to come."""

    title: str
    seal: str
    who: Any = ""
    at: Any = None
    on: Any = None


def steps(version: TableVersion) -> list[Step]:
    """As they follow each other; what ships was recommended, not drafted."""
    if version.number == 1:
        return [Step(_("Recommended, as it ships"), "done")]
    reviewed, approved = version.state != State.DRAFT, version.state == State.APPROVED
    in_force = version.holds(timezone.localdate())
    return [
        Step(_("Drafted"), "done", version.author, version.created_at),
        Step(_("Submitted for review"), "done" if reviewed else "due", version.author if reviewed else "", version.submitted_at),
        Step(_("Approved by somebody else"), "done" if approved else "due", version.decided_by or "", version.decided_at),
        Step(_("In force"), "done" if in_force else "due", "", None, version.effective_on if reviewed else None),
    ]
