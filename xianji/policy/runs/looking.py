"""What a detective control sees on a day: its cases with verdict, due day and what was found, as one query."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left, TruncDate

from xianji.kit.columns import title_field
from xianji.kit.controls import Control
from xianji.kit.uncounted import counted
from xianji.org.days.places import by_place
from xianji.policy.exceptions.models import ControlException, covering
from xianji.policy.runs.models import Verdict

AHEAD = 3
"""Working days before the due day from which a duty is shown as due soon."""
OWED = frozenset({Verdict.FAIL.value, Verdict.EXCEPTED.value})
TEXT, DAY, MOMENT, KEY = CharField(), DateField(), DateTimeField(), BigIntegerField()


@dataclass(frozen=True)
class Look:
    """One control on one day. Each of `cases` carries `case_verdict` (exceptions counted), `case_due`, `case_due_at`,
    `case_over`, `case_given`, `case_title`, `case_owner`, `case_unit` and `case_path`, and `case_step_0` … for steps that are
    judged alone."""

    control: Control
    on: date
    cases: QuerySet
    has_due: bool

    def needed(self, seen: Set[str]) -> QuerySet:
        """The cases that somebody has to do something about: missed, excepted for now, or due within days, and not over.
        Where the verdicts that were counted hold none of them, no case is looked at again."""
        found = seen & OWED
        if not found and not (self.has_due and Verdict.PASS in seen):
            return self.cases.none()
        wanted = Q(case_verdict__in=sorted(found))
        if self.has_due:
            wanted |= Q(case_verdict=Verdict.PASS, case_due__gte=self.on, case_due__lte=self._soon())
        return self.cases.filter(wanted, case_over=False)

    def needed_of(self, ids: Collection[int]) -> set[tuple[int, date | None]]:
        """The same of a few cases, with their due days. What is wanted is decided here: as a condition it has Django write the
        verdict three times, which takes longer than to answer."""
        cases = self.cases.annotate(case_soon=self._soon() if self.has_due else Value(None, output_field=DAY))
        rows = cases.filter(pk__in=ids, case_over=False).values_list("pk", "case_due", "case_verdict", "case_soon")
        return {(pk, due) for pk, due, verdict, soon in rows if verdict in OWED or self._is_near(verdict, due, soon)}

    def _is_near(self, verdict: str, due: date | None, soon: date | None) -> bool:
        return verdict == Verdict.PASS and due is not None and soon is not None and self.on <= due <= soon

    def _soon(self) -> Any:
        return by_place(lambda calendar: calendar.add_workdays(self.on, AHEAD), "case_path")


def look(control: Control, on: date, *, is_excepted: bool) -> Look:
    """The control's own query with what every run needs beside it; `is_excepted` tells whether it has any exception that day."""
    model = control.model
    found = control.check(counted(model.unscoped.filter(deleted_at=None)), on, **parameters_on(control, on))
    said = found.query.annotations
    found = found.annotate(
        case_owner=_owner(control),
        case_unit=F("unit_id") if _has(model, "unit") else Value(None, output_field=KEY),
        case_path=F("org_path") if _has(model, "org_path") else Value("", output_field=TEXT),
        case_due_at=F("due_at") if "due_at" in said else Value(None, output_field=MOMENT),
        case_due=_day(said), case_over=F("over") if "over" in said else Value(False, output_field=BooleanField()),
        case_given=Left(Cast(F("given"), TEXT), 300) if "given" in said else Value("", output_field=TEXT),
        **{f"case_step_{place}": F(column) for place, column in control.judging.items()},
        case_title=Left(Coalesce(Cast(F(title_field(model)), TEXT), Value("")), 200),
    )
    verdict: Any = F("verdict")
    if is_excepted:
        missed = When(Exists(_exceptions(control, on)), verdict=Verdict.FAIL, then=Value(Verdict.EXCEPTED.value))
        verdict = Case(missed, default=F("verdict"), output_field=TEXT)
    return Look(control, on, found.annotate(case_verdict=verdict), bool({"due", "due_at"} & said.keys()))


def parameters_on(control: Control, on: date) -> dict[str, Any]:
    """The control's numbers as they were on that day."""
    return {name: value.on(on) if hasattr(value, "on") else value for name, value in control.parameters.items()}


def _day(said: dict[str, Any]) -> Any:
    """The due day: as it was told, or that of the due moment in the company's time."""
    if "due_at" in said:
        return TruncDate("due_at")
    return Cast(F("due"), DAY) if "due" in said else Value(None, output_field=DAY)


def _owner(control: Control) -> Any:
    if not control.owner:
        return Value(None, output_field=KEY)
    is_link = any(field.name == control.owner and field.is_relation for field in control.model._meta.concrete_fields)
    return F(f"{control.owner}_id" if is_link else control.owner)


def _has(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _exceptions(control: Control, on: date) -> QuerySet:
    inside = covering(OuterRef("pk"), OuterRef("case_owner"), OuterRef("case_path"))
    return ControlException.holding(on).filter(inside, control=control.full_name)
