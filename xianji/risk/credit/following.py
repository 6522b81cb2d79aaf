"""Ratings and limits that change are seen in the standing at once; grave news has the rating looked at again."""

from typing import Any

from xianji.customers.events.models import AccountEvent
from xianji.risk.assessments.looking import look_again
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.credit.posting import refresh

GRANTING = {"state", "amount", "deleted_at", "customer_id", "from_on", "to_on", "id"}
HOLDING = {"active", "frozen"}
Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def follow_granting(told: Told) -> None:
    """Called with every write of assessments and limits."""
    touched = [(one, changed) for one, changed in told if changed.keys() & GRANTING and grants(one, changed)]
    refresh({pk for one, changed in touched for pk in (one.customer_id, *changed.get("customer_id", ())) if pk})


def grants(one: Any, changed: dict[str, tuple[Any, Any]]) -> bool:
    """Whether it holds, or held before."""
    return bool({one.state, changed.get("state", (None,))[0]} & HOLDING)


def follow_news(told: Told) -> None:
    """Called with every write of news about customers."""
    changed_ones = [one for one, changed in told if "severity" in changed and one.deleted_at is None]
    grave = {one.customer_id for one in changed_ones if one.severity == AccountEvent.Severity.HIGH}
    look_again(grave, CreditAssessment.Cause.NEWS)
