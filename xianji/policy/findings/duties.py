"""Duties as tasks on the desk: the nearest few of each person and control, and of those for whom somebody stands in; they close
by themselves when the duty is done, those of a deputy when the other is back as well."""

from collections.abc import Collection, Iterator, Set
from dataclasses import replace
from datetime import datetime, time

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.approval.absences.deputies import standing_in
from xianji.kit import registry
from xianji.kit.said import named, sentence
from xianji.policy.findings.models import ACTIVE, Finding
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.opening import Opening, close_tasks, open_tasks
from xianji.workspace.tasks.rules import CANCELLED, UNDONE

MOST = 5
"""Open tasks of one person from one control; the list of findings has the others."""
PREFIX, APART = "finding:", "/"
"""`finding:7` is a task of whose duty it is, `finding:7/3` that of their deputy during absence 3."""


def bring(now: datetime) -> tuple[int, int]:
    """Tasks for what is due or missed; returns how many were opened and closed."""
    deputies = standing_in(timezone.localdate(now))
    closed = close_tasks(_done()) + close_tasks(_back(deputies), CANCELLED)
    opened, _changed = open_tasks(one for finding in _nearest() for one in _openings(finding, now, deputies))
    return opened, closed


def put_down(label: str, cases: Collection[int], findings: Set[int]) -> int:
    """The tasks of these findings, which are about these cases, of whoever stands in too."""
    about = Task.unscoped.filter(about_label=label, about_id__in=cases, source="control", state__in=UNDONE)
    keys = about.filter(key__startswith=PREFIX).values_list("key", flat=True)
    return close_tasks([key for key in keys if finding_of(key) in findings])


def finding_of(key: str) -> int:
    """The finding whose task it is, of whoever."""
    return int(key.removeprefix(PREFIX).partition(APART)[0])


def _nearest() -> list[Finding]:
    """Their ids alone are sorted: there may be millions, of which a few are read."""
    rows = Finding.unscoped.filter(state__in=ACTIVE, deleted_at=None).exclude(owner=None)
    place = Window(RowNumber(), partition_by=[F("control"), F("owner_id")], order_by=[F("due_on"), F("pk")])
    nearest = rows.annotate(place=place).filter(place__lte=MOST).values("pk")
    return list(Finding.unscoped.filter(pk__in=nearest).select_related("owner"))


def _openings(finding: Finding, now: datetime, deputies: dict[int, tuple[int, int]]) -> Iterator[Opening]:
    """The task of whoever has the duty, and while they are away one of their deputy."""
    control = registry.controls.get(finding.control)
    duty = named(control.duty or control.title) if control else finding.clause
    title = sentence(gettext_noop("%(deed)s: %(things)s"), deed=duty, things=finding.about_title)
    due = finding.due_at or datetime.combine(finding.due_on, time(18), timezone.localtime(now).tzinfo)
    own = Opening(
        key=f"{PREFIX}{finding.pk}", title=title, owner_id=finding.owner_id, due_at=due,
        about=(finding.about_label, finding.about_id), clause=finding.clause,
        priority="high" if finding.state == Finding.State.ESCALATED else "normal",
    )  # fmt: skip
    yield own
    if (found := deputies.get(finding.owner_id or 0)) is not None:
        deputy, absence = found
        title = sentence(gettext_noop("For %(who)s, who is away: %(duty)s"), who=finding.owner, duty=title)
        yield replace(own, key=f"{own.key}{APART}{absence}", title=title, owner_id=deputy)


def _done() -> list[str]:
    """The keys of open tasks whose finding needs nobody any more."""
    keys = Task.unscoped.filter(source="control", state__in=UNDONE, key__startswith=PREFIX).values_list("key", flat=True)
    ids = {key: finding_of(key) for key in keys}
    still = set(Finding.unscoped.filter(pk__in=set(ids.values()), state__in=ACTIVE).values_list("pk", flat=True))
    return [key for key, pk in ids.items() if pk not in still]


def _back(deputies: dict[int, tuple[int, int]]) -> list[str]:
    """Those of deputies whose absence is over."""
    now = {str(absence) for _deputy, absence in deputies.values()}
    keys = Task.unscoped.filter(source="control", state__in=UNDONE, key__startswith=PREFIX, key__contains=APART)
    return [key for key in keys.values_list("key", flat=True) if key.partition(APART)[2] not in now]
