"""Findings brought up to what a control sees: those done, missed again, excepted, moved, new, and those whose day has passed.
Each is one statement, whatever the number of cases."""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from xianji.kit.controls import Control
from xianji.org.deriving import insert_from
from xianji.policy.findings.backlog import begins
from xianji.policy.findings.models import ACTIVE, Finding
from xianji.policy.findings.needed import Needed, clear, lay_down

State = Finding.State
STANDING = (*ACTIVE, State.EXCEPTED)


def renew(control: Control, clause: str, needed: QuerySet, on: date, since: date | None) -> dict[str, int]:
    """`clause` is its number in the company's own text; `needed` are the cases that somebody must still do something about,
    with the columns of a look; `since` is the day of the look before. Returns how many findings are done, reopened, excepted,
    overdue, moved and new."""
    lay_down(needed)
    rows = Finding.unscoped.filter(control=control.full_name)
    same = Needed.objects.filter(about_id=OuterRef("about_id")).filter(Q(due_on=None) | Q(due_on=OuterRef("due_on")))
    failing, excepted = same.filter(verdict="fail"), same.filter(verdict="excepted")
    try:
        return {
            "done": end(rows.filter(~Exists(same), state__in=STANDING), on),
            "reopened": _reopen(rows, failing, on) + _now(rows.filter(Exists(failing), state=State.EXCEPTED), state=State.OPEN),
            "excepted": _now(rows.filter(Exists(excepted), state__in=ACTIVE), state=State.EXCEPTED),
            "overdue": _now(rows.filter(Exists(failing), state=State.DUE), state=State.OPEN),
            "moved": _follow(rows),
            "new": _add(control, clause, rows, on, begins(rows, since, on)),
        }
    finally:
        clear()


def end(rows: QuerySet, on: date) -> int:
    """The duty was done."""
    return _now(rows, state=State.RESOLVED, resolved_on=on)


def _now(rows: QuerySet, **values: Any) -> int:
    return rows.update(updated_at=timezone.now(), version=F("version") + 1, **values)


def _reopen(rows: QuerySet, failing: QuerySet, on: date) -> int:
    """What is missed again for the same due day; a case without a day of its own, if it was found today."""
    same_day = Exists(failing.exclude(due_on=None)) | Q(Exists(failing.filter(due_on=None)), due_on=on)
    return _now(rows.filter(same_day, state=State.RESOLVED), state=State.OPEN, resolved_on=None)


def _follow(rows: QuerySet) -> int:
    """Who has the duty is who owns the object now, where it lies now."""
    own = Needed.objects.filter(about_id=OuterRef("about_id"))
    elsewhere = own.filter(~Q(owner_id=OuterRef("owner_id")) | ~Q(org_path=OuterRef("org_path")))
    return _now(
        rows.filter(Exists(elsewhere), state__in=STANDING), owner_id=Subquery(own.values("owner_id")[:1]),
        unit_id=Subquery(own.values("unit_id")[:1]), org_path=Subquery(own.values("org_path")[:1]),
    )  # fmt: skip


def _add(control: Control, clause: str, rows: QuerySet, on: date, counts_from: Any) -> int:
    """New ones; a case without a due day of its own is found once, until it is done."""
    standing = rows.filter(about_id=OuterRef("about_id"), state__in=STANDING)
    moment = timezone.now()
    columns = {
        "created_at": moment, "updated_at": moment, "control": control.full_name, "clause": clause,
        "about_label": control.model._meta.label_lower, "about_id": F("about_id"), "about_title": F("title"),
        "due_on": Coalesce(F("due_on"), Cast(Value(on), DateField())), "due_at": F("due_at"), "given": F("given"),
        "counts_from": counts_from, "owner_id": F("owner_id"), "unit_id": F("unit_id"), "org_path": F("org_path"),
        "state": Case(
            When(verdict="pass", then=Value(State.DUE.value)), When(verdict="excepted", then=Value(State.EXCEPTED.value)),
            default=Value(State.OPEN.value),
        ),
    }  # fmt: skip
    return insert_from(Finding, Needed.objects.filter(~Q(due_on=None) | ~Exists(standing)), columns)
