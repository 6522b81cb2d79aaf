"""An assessment's life: written, approved by somebody else, ended; and how long it is kept."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.holders import Matter
from xianji.approval.requests.others import somebody_else
from xianji.customers.assessments import rules
from xianji.customers.assessments.models import ImpactAssessment
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.rulebook.parameters.reading import value

State = ImpactAssessment.State
ASKED = ("LEG", "SD", "EXE")
"""Who agrees: the legal officer, a director or the management, never who wrote it."""
GUARDED = ("name", "activity", "processor", "needed", "risks", "measures", "from_on", "to_on")


@action(ImpactAssessment, when=State.DRAFT, label=gettext_lazy("Submit for approval"), icon="send", primary=True)
def submit(assessment: ImpactAssessment, *, by: Any) -> None:
    """Ask the director."""
    matter = Matter(assessment.unit_id or by.unit_id, by.person_id, assessment.label())
    chain = somebody_else(ASKED, matter, [by.person_id, assessment.created_by_id])
    ask(assessment, chain, yes=approve, by=by, concerns=assessment.owner_id, subject=gettext_noop("Impact assessment"),
        facts=[name for name in GUARDED if getattr(assessment, name)])  # fmt: skip


@action(ImpactAssessment, when=State.DRAFT, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A",
        only_through=approval)  # fmt: skip
def approve(assessment: ImpactAssessment, *, by: Any) -> None:
    """In its time it opens what it assesses."""
    assessment.approved_on = timezone.localdate()


@action(ImpactAssessment, when=State.APPROVED, then=State.ENDED, label=gettext_lazy("End it"), icon="lock")
def end(assessment: ImpactAssessment, *, by: Any, why: str) -> None:
    """What it opened is closed from now on; it is kept."""
    assessment.ended_on, assessment.outcome = timezone.localdate(), why.strip()[:300]


def stay(told: list[tuple[ImpactAssessment, dict[str, Any]]]) -> None:
    """What was approved is kept for years after it ended, whichever door somebody comes through to delete it."""
    for one, changed in told:
        if one.approved_on is None or not changed.get("deleted_at", (None, None))[1]:
            continue
        until = rules.kept_until(one.ended_on or one.to_on, int(value("assessment.kept")))
        if until >= timezone.localdate():
            raise Refused(_("An assessment that was approved is kept until %(day)s.") % {"day": until})


approvable(ImpactAssessment, guarded=GUARDED)
