"""The score follows from the sheet, with every write of a draft; what was put to those who decide stays as it was."""

from typing import Any

from xianji.risk.assessments import rules, scoring
from xianji.risk.assessments.models import CreditAssessment

SCORED = ("score", "rating", "terms_days", "advance", "limit", "review_on")
READ = frozenset((*rules.INPUTS, "as_of", "veto", "is_new", "statements_on", "monthly_sales", "overdue_days"))


def follow_sheets(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
    """Derived columns, which have no version and no entry of their own."""
    for one, changed in told:
        is_touched = not hasattr(one, "_loaded") or changed.keys() & READ
        if one.state == CreditAssessment.State.DRAFT and is_touched:
            scoring.bring(one)
            CreditAssessment.unscoped.filter(pk=one.pk).update(**{name: getattr(one, name) for name in SCORED})
