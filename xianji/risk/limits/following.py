"""A rating brings its limit: with the write that makes it hold the standard limit of before ends, and the new one begins."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.scoring import longest
from xianji.risk.limits.actions import replace
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value

State = CreditLimit.State
Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def follow_ratings(told: Told) -> None:
    """Called with every write of assessments."""
    for assessment, changed in told:
        before, after = changed.get("state", (None, assessment.state))
        if "state" not in changed or before == after:
            continue
        if after == CreditAssessment.State.ACTIVE:
            begin(assessment)
        elif before == CreditAssessment.State.ACTIVE:
            end(assessment)


def begin(assessment: CreditAssessment) -> None:
    """Frozen from its first day where a payment is long overdue; a rating that grants nothing has none."""
    state = State.FROZEN if is_late(assessment) else State.ACTIVE
    made = CreditLimit(
        customer_id=assessment.customer_id, kind=CreditLimit.Kind.STANDARD, assessment=assessment, amount=assessment.limit,
        from_on=assessment.approved_on or timezone.localdate(), approved_on=assessment.approved_on, state=state,
        to_on=assessment.as_of + timedelta(days=longest(assessment.rating, assessment.as_of)),
    )  # fmt: skip
    replace(made)
    if made.amount > 0:
        store.create(made, verb="grant")


def end(assessment: CreditAssessment) -> None:
    """Its limit ends with it, unless a newer one has taken its place."""
    expire(CreditLimit.unscoped.filter(assessment=assessment, state__in=GRANTED), _("Its rating has ended."))


def end_project(contract_id: int) -> None:
    """For what tells it from above: the contract is paid to the end, so nothing more is owed on its limit."""
    rows = CreditLimit.unscoped.filter(contract_key=contract_id, kind=CreditLimit.Kind.PROJECT)
    expire(rows.filter(state__in=(*GRANTED, State.APPROVED)), _("Its contract is paid."))


def expire(rows: Any, why: str) -> None:
    for limit in rows.filter(deleted_at=None).order_by("pk"):
        limit.state, limit.ended_because = State.EXPIRED, why
        store.change(limit, verb="expire")


def is_late(assessment: CreditAssessment) -> bool:
    days = CreditStanding.objects.filter(pk=assessment.customer_id).values_list("overdue_days", flat=True).first() or 0
    return days >= int(value("credit.freeze"))
