"""Covering a version: suggestions by likeness, which a person confirms, and reasons, which a person signs."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.kit import registry, sets, store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import reading
from xianji.policy.coverage.matching import suggestions
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.models import Version

State, Why = Coverage.State, Coverage.Why
PERMISSION = "policy.version.submit"


def uncovered(version: Version) -> list[Clause]:
    """The clauses that ask for something and have neither a control nor a signed reason: leaves of the tree with a text."""
    rows = list(Clause.unscoped.filter(policy_version=version, deleted_at=None).order_by("place"))
    above = {one.number.rpartition(".")[0] for one in rows}
    confirmed = Coverage.unscoped.filter(policy_version=version, state=State.CONFIRMED, deleted_at=None)
    done = set(confirmed.values_list("clause", flat=True))
    return [one for one in rows if one.text and one.number not in above and one.pk not in done]


@transaction.atomic
def suggest(version: Version) -> int:
    """Match the shipped controls with the clauses by their words; what a person decided stays. Returns how many are new."""
    _must_be_allowed()
    known = set(Coverage.unscoped.filter(policy_version=version, deleted_at=None).values_list("control", flat=True))
    controls = [one for one in registry.controls.values() if one.full_name not in known and not one.always]
    clauses = list(Clause.unscoped.filter(policy_version=version, deleted_at=None))
    made = [
        Coverage(policy_version=version, clause=clause, control=control.full_name, likeness=likeness)
        for clause, control, likeness in suggestions(clauses, controls, version.language or "zh-hans")
    ]
    return sets.insert_many(Coverage, made, verb="suggest", source="regulation")


@transaction.atomic
def confirm(rows: Iterable[Coverage]) -> int:
    """This control answers for this clause."""
    _must_be_allowed()
    ids = [row.pk for row in rows]
    values = {"state": State.CONFIRMED, "confirmed_by_id": actor.current().person_id}
    done = sets.change_many(Coverage.unscoped.filter(pk__in=ids, state=State.SUGGESTED), values, verb="confirm")
    transaction.on_commit(reading.forget)
    return done


@transaction.atomic
def match(clause: Clause, control: str) -> Coverage:
    """A person says which control answers for the clause; one that was suggested for it is thereby confirmed."""
    _must_be_allowed()
    known = Coverage.unscoped.filter(clause=clause, control=control, deleted_at=None).first()
    if known is not None:
        confirm([known])
        return known
    values = {"state": State.CONFIRMED, "confirmed_by_id": actor.current().person_id}
    made = store.create(Coverage(policy_version=clause.policy_version, clause=clause, control=control, **values), verb="confirm")
    transaction.on_commit(reading.forget)
    return made


@transaction.atomic
def sign(clauses: Iterable[Clause], why: str, reason: str = "") -> int:
    """These clauses have no control, and why; those that have one are left as they are."""
    _must_be_allowed()
    clauses = list(clauses)
    if why not in Why.values:
        raise Refused("", {"why": [_("Say why this clause has no control.")]})
    if why == Why.ELSEWHERE and not reason.strip():
        raise Refused("", {"reason": [_("Say where it is kept.")]})
    values = {"state": State.CONFIRMED, "confirmed_by_id": actor.current().person_id, "why": why, "reason": reason[:300]}
    controlled = Coverage.unscoped.filter(clause__in=clauses, state=State.CONFIRMED, deleted_at=None).exclude(control="")
    kept = set(controlled.values_list("clause", flat=True))
    clauses = [one for one in clauses if one.pk not in kept]
    before = Coverage.unscoped.filter(clause__in=clauses, control="", deleted_at=None)
    known = set(before.values_list("clause", flat=True))
    done = sets.change_many(before, values, verb="sign") if known else 0
    made = [Coverage(policy_version_id=one.policy_version_id, clause=one, **values) for one in clauses if one.pk not in known]
    return done + sets.insert_many(Coverage, made, verb="sign", source="regulation")


@transaction.atomic
def withdraw(rows: Iterable[Coverage]) -> int:
    """What was confirmed or signed is open again; not in a version in force, where nothing would answer for the clause then."""
    _must_be_allowed()
    ids = [row.pk for row in rows]
    if Coverage.unscoped.filter(pk__in=ids).exclude(policy_version__state=Version.State.DRAFT).exists():
        raise Refused(_("What answers for a clause is taken away in a new version, not in one that is in force or was."))
    values = {"state": State.SUGGESTED, "confirmed_by_id": None}
    done = sets.change_many(Coverage.unscoped.filter(pk__in=ids), values, verb="withdraw")
    transaction.on_commit(reading.forget)
    return done


def rows_of(version: Version) -> Any:
    """Every suggestion and decision of a version: facts for everybody who may read the regulation."""
    return Coverage.unscoped.filter(policy_version=version, deleted_at=None)


def _must_be_allowed() -> None:
    if not actor.current().may(PERMISSION):
        raise NotPermitted(_("You may not decide which control answers for which clause."))
