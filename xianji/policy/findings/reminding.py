"""Reminding everybody whose duty is overdue: one notice per person, clause and day, by somebody who looks after them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from xianji.kit.refusals import NotPermitted
from xianji.lib.actor import Actor
from xianji.policy.findings.models import MISSED, Finding
from xianji.policy.findings.telling import LATE
from xianji.workspace.notices.telling import Word, tell_many

RIGHT = "policy.finding.export"
"""Held by those who look at more than their own."""


def remind(controls: Iterable[str], clause: str, on: date, by: Actor) -> int:
    """The owners of what the reminder sees; returns how many people hear it, those reminded today already left out."""
    if not by.may(RIGHT):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": RIGHT})
    rows = Finding.objects.filter(control__in=list(controls), state__in=MISSED).exclude(owner=None)
    asked: dict[str, Any] = {"cases": Count("pk"), "oldest": Min("due_on"), "example": Min("about_title")}
    message, plural = LATE
    return tell_many(
        Word(
            one["owner_id"], "duty", message,
            {"clause": clause, "count": one["cases"], "example": one["example"], "day": one["oldest"]},
            f"remind:{clause}:{on:%Y%m%d}:{by.person_id}", plural=plural,
        )
        for one in rows.order_by().values("owner_id").annotate(**asked)
    )  # fmt: skip
