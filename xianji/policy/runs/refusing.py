"""Preventive controls: asked by the kit inside every verb, before anything is changed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.controls import NOT_APPLICABLE, Control, refusing
from xianji.kit.ports import Objection
from xianji.org.access.names import ROLES
from xianji.policy.coverage.reading import holds, numbers
from xianji.policy.exceptions.models import ControlException, covering
from xianji.policy.runs.looking import parameters_on
from xianji.policy.runs.models import Outcome, Verdict


def objections(verb: str, records: Any, values: dict[str, Any]) -> list[Objection]:
    """What the controls of a verb say against it; that they were asked is counted in the same transaction."""
    on = timezone.localdate()
    controls = [control for control in refusing(verb) if holds(control, on)]
    if not controls:
        return []
    found: list[Objection] = []
    outcomes: list[Outcome] = []
    for control in controls:
        given = parameters_on(control, on)
        asked = records or [None]
        for record, answer in zip(asked, _answers(control, asked, values, on, given), strict=True):
            said = _said(control, record, answer, on)
            outcomes.append(_outcome(control, record, said[0]))
            if said[0] == Verdict.FAIL:
                found.append(objection(control, said[1], said[2], record))
    if not found:
        Outcome.objects.bulk_create(_together(outcomes))
    return found


def count_refusal(verb: str, record: Any, found: list[Objection]) -> None:
    """In the transaction that writes the refusal down, as the first one was rolled back."""
    controls = {control.full_name: control for control in refusing(verb)}
    ours = [controls[one.control] for one in found if one.control in controls]
    Outcome.objects.bulk_create([_outcome(control, record, Verdict.FAIL) for control in ours])


def objection(control: Control, reason: Any, given: Any, record: Any = None) -> Objection:
    who = _(ROLES[control.granted_by]) if control.granted_by in ROLES else ""
    clause = numbers().get(control.full_name, control.clause)
    return Objection(clause, reason or control.says, given, who, control.full_name, record)


def _answers(control: Control, records: list[Any], values: dict[str, Any], on: Any, given: dict[str, Any]) -> Any:
    """One after the other, or all at once where the control can."""
    if control.many and len(records) > 1:
        return control.many(records, values, on, **given)
    return (control.check(record, values, on, **given) for record in records)


def _said(control: Control, record: Any, answer: Any, on: Any) -> tuple[str, Any, Any]:
    """(verdict, reason, what was given). A check answers None where all is well, NOT_APPLICABLE, a reason, or both a reason
    and what was given."""
    if answer is None:
        return Verdict.PASS, "", ""
    if answer == NOT_APPLICABLE:
        return Verdict.NOT_APPLICABLE, "", ""
    reason, told = answer if isinstance(answer, tuple) else (answer, "")
    return (Verdict.EXCEPTED if _is_excepted(control, record, on) else Verdict.FAIL), reason, told


def _is_excepted(control: Control, record: Any, on: Any) -> bool:
    key, owner, path = getattr(record, "pk", None), getattr(record, "owner_id", None), getattr(record, "org_path", "")
    rows = ControlException.holding(on).filter(control=control.full_name)
    return rows.filter(covering(key if key is not None else -1, owner, path or "")).exists()


def _outcome(control: Control, record: Any, verdict: str) -> Outcome:
    owner, path = getattr(record, "owner_id", None), getattr(record, "org_path", "") or ""
    return Outcome(control=control.full_name, on=timezone.localdate(), owner_id=owner, org_path=path, verdict=verdict)


def _together(outcomes: list[Outcome]) -> list[Outcome]:
    """One row per owner, place and verdict: an import asks about thousands."""
    found: dict[tuple[Any, ...], Outcome] = {}
    for one in outcomes:
        key = (one.control, one.owner_id, one.org_path, one.verdict)
        if key in found:
            found[key].cases += 1
        else:
            found[key] = one
    return list(found.values())
