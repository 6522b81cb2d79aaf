"""Duties as tasks on the desk: the nearest few of each person and control; they close by themselves when the duty is done."""

from datetime import datetime, time

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone, translation

from xianji.kit import registry
from xianji.org.company.settled import company
from xianji.policy.findings.models import ACTIVE, Finding
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.opening import Opening, close_tasks, open_tasks
from xianji.workspace.tasks.rules import UNDONE

MOST = 5
"""Open tasks of one person from one control; the list of findings has the others."""
PREFIX = "finding:"


def bring(now: datetime) -> tuple[int, int]:
    """Tasks for what is due or missed; returns how many were opened and closed."""
    closed = close_tasks(_done())
    with translation.override(company().language or "zh-hans"):
        opened, _changed = open_tasks(_opening(finding, now) for finding in _nearest())
    return opened, closed


def _nearest() -> list[Finding]:
    rows = Finding.unscoped.filter(state__in=ACTIVE, deleted_at=None).exclude(owner=None)
    place = Window(RowNumber(), partition_by=[F("control"), F("owner_id")], order_by=[F("due_on"), F("pk")])
    return list(rows.annotate(place=place).filter(place__lte=MOST))


def _opening(finding: Finding, now: datetime) -> Opening:
    control = registry.controls.get(finding.control)
    duty = str(control.duty or control.title) if control else finding.clause
    due = finding.due_at or datetime.combine(finding.due_on, time(18), timezone.localtime(now).tzinfo)
    return Opening(
        key=f"{PREFIX}{finding.pk}", title=f"{duty}: {finding.about_title}", owner_id=finding.owner_id, due_at=due,
        about=(finding.about_label, finding.about_id), clause=finding.clause,
        priority="high" if finding.state == Finding.State.ESCALATED else "normal",
    )  # fmt: skip


def _done() -> list[str]:
    """The keys of open tasks whose finding needs nobody any more."""
    keys = Task.unscoped.filter(source="control", state__in=UNDONE, key__startswith=PREFIX).values_list("key", flat=True)
    ids = {int(key.removeprefix(PREFIX)): key for key in keys}
    still = set(Finding.unscoped.filter(pk__in=list(ids), state__in=ACTIVE).values_list("pk", flat=True))
    return [key for pk, key in ids.items() if pk not in still]
