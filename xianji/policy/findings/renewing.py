"""Findings brought up to what a control sees: those done, missed again, excepted, moved, new, and those whose day has passed.
Each is one statement, whatever the number of cases."""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from xianji.kit.controls import Control
from xianji.org.deriving import insert_from
from xianji.policy.findings.models import ACTIVE, Finding

State = Finding.State
STANDING = (*ACTIVE, State.EXCEPTED)


def renew(control: Control, clause: str, needed: QuerySet, on: date) -> dict[str, int]:
    """`clause` is its number in the company's own text; `needed` are the cases that somebody must still do something about,
    with the columns of a look. Returns how many findings are done, reopened, excepted, overdue, moved and new."""
    rows = Finding.unscoped.filter(control=control.full_name)
    same = needed.filter(pk=OuterRef("about_id")).filter(Q(case_due=None) | Q(case_due=OuterRef("due_on")))
    failing, excepted = same.filter(case_verdict="fail"), same.filter(case_verdict="excepted")
    done = rows.filter(~Exists(same), state__in=STANDING)
    again = rows.filter(Exists(_as_before(failing, on)), state=State.RESOLVED)
    ended = rows.filter(Exists(failing), state=State.EXCEPTED)
    spared = rows.filter(Exists(excepted), state__in=ACTIVE)
    overdue = rows.filter(Exists(failing), state=State.DUE)
    return {
        "done": _now(done, state=State.RESOLVED, resolved_on=on),
        "reopened": _now(again, state=State.OPEN, resolved_on=None) + _now(ended, state=State.OPEN),
        "excepted": _now(spared, state=State.EXCEPTED),
        "overdue": _now(overdue, state=State.OPEN),
        "moved": _follow(rows, needed),
        "new": _add(control, clause, rows, needed, on),
    }


def _now(rows: QuerySet, **values: Any) -> int:
    return rows.update(updated_at=timezone.now(), version=F("version") + 1, **values)


def _as_before(failing: QuerySet, on: date) -> QuerySet:
    """The cases that are missed again for the same due day; one without a day of its own, if it was found today."""
    return failing.filter(Q(case_due=OuterRef("due_on")) | Q(Q(case_due=None), Exists(_found_on(on))))


def _found_on(on: date) -> QuerySet:
    return Finding.unscoped.filter(pk=OuterRef(OuterRef("pk")), due_on=on)


def _follow(rows: QuerySet, needed: QuerySet) -> int:
    """Who has the duty is who owns the object now, where it lies now."""
    own = needed.filter(pk=OuterRef("about_id"))
    elsewhere = own.filter(~Q(case_owner=OuterRef("owner_id")) | ~Q(case_path=OuterRef("org_path")))
    moved = rows.filter(Exists(elsewhere), state__in=STANDING)
    return _now(
        moved, owner_id=Subquery(own.values("case_owner")[:1]), unit_id=Subquery(own.values("case_unit")[:1]),
        org_path=Subquery(own.values("case_path")[:1]),
    )  # fmt: skip


def _add(control: Control, clause: str, rows: QuerySet, needed: QuerySet, on: date) -> int:
    """New ones; a case without a due day of its own is found once, until it is done."""
    standing = rows.filter(about_id=OuterRef("pk"), state__in=STANDING)
    moment = timezone.now()
    columns = {
        "created_at": moment, "updated_at": moment, "control": control.full_name, "clause": clause,
        "about_label": control.model._meta.label_lower, "about_id": F("pk"), "about_title": F("case_title"),
        "due_on": Coalesce(F("case_due"), Cast(Value(on), DateField())), "due_at": F("case_due_at"), "given": F("case_given"),
        "owner_id": F("case_owner"), "unit_id": F("case_unit"), "org_path": F("case_path"),
        "state": Case(
            When(case_verdict="pass", then=Value(State.DUE.value)),
            When(case_verdict="excepted", then=Value(State.EXCEPTED.value)),
            default=Value(State.OPEN.value),
        ),
    }  # fmt: skip
    return insert_from(Finding, needed.filter(~Q(case_due=None) | ~Exists(standing)), columns)
