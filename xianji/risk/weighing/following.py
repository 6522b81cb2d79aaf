"""With every assessment the risk tells what it comes to now, and by when it is to be answered."""

from typing import Any

from xianji.kit import store
from xianji.org.company.settled import company
from xianji.org.days.places import abroad, calendar_at
from xianji.risk.risks import rules
from xianji.risk.risks.models import Risk
from xianji.risk.weighing.models import RiskAssessment
from xianji.rulebook.tables.deciding import decide

Told = list[tuple[RiskAssessment, dict[str, tuple[Any, Any]]]]
COPIED = ("likelihood", "impact", "score", "level", "loss")


def follow_assessments(told: Told) -> None:
    """The latest of a day that is not older than the one before."""
    for one, _changed in told:
        if not hasattr(one, "_loaded") and one.score is not None:
            bring(one)


def bring(one: RiskAssessment) -> None:
    risk = Risk.unscoped.select_for_update().get(pk=one.risk_id)
    if one.kind == RiskAssessment.Kind.RESIDUAL:
        if not later(one, one.kind):
            take(risk, one, "left_")
    elif not later(one, one.kind):
        anew(risk, one)
    risk.assessed_on = max(one.as_of, risk.assessed_on or one.as_of)
    store.change(risk, verb="assess")


def anew(risk: Risk, one: RiskAssessment) -> None:
    """A risk that became graver is to be answered anew; of one that is answered what is left stays until that is assessed."""
    before, is_answered = risk.level, risk.responded_on is not None
    take(risk, one, "")
    risk.exposure = one.exposure
    is_graver = rules.is_higher(one.level, before)
    if risk.state == rules.IDENTIFIED or (is_graver and is_answered):
        risk.state, risk.responded_on, is_answered = Risk.State.ASSESSED, None, False
    if not is_answered:
        take(risk, one, "left_")
        if one.level != before or risk.respond_by is None:
            risk.respond_by = due(risk, one)


def due(risk: Risk, one: RiskAssessment) -> Any:
    """So many working days after it was assessed, by the calendar of the place where it lies."""
    home = company().country or ""
    days = int(decide("risk.level", one.as_of, score=one.score)["plan"])
    return calendar_at(risk.org_path, abroad(home), home).add_workdays(one.as_of, days)


def take(risk: Risk, one: RiskAssessment, prefix: str) -> None:
    for name in COPIED:
        setattr(risk, prefix + name, getattr(one, name))


def later(one: RiskAssessment, kind: str) -> bool:
    """Whether the risk was assessed on a later day already."""
    rows = RiskAssessment.unscoped.filter(risk=one.risk_id, kind=kind, as_of__gt=one.as_of, deleted_at=None)
    return rows.exists()
