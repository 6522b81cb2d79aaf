"""The life of an assessment: finance fills in the sheet, those whom the limit asks for agree, the one before it ends."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.kit import store
from xianji.kit.actions import action, approval
from xianji.kit.said import said as kept
from xianji.risk.assessments import rules, scoring
from xianji.risk.assessments.file import overdue_days
from xianji.risk.assessments.models import CreditAssessment
from xianji.rulebook.tables.deciding import decide

State = CreditAssessment.State
GUARDED = (*rules.INPUTS, "customer", "as_of", "veto", "is_new", "statements_on", "monthly_sales")
FACTS = ["score", "rating", "terms_days", "advance", "limit", "review_on"]


@action(CreditAssessment, when=State.DRAFT, then=State.REVIEW, label=gettext_lazy("Submit for review"), icon="send", primary=True)
def submit(assessment: CreditAssessment, *, by: Any) -> None:
    """Ask those who grant a limit of this size; whoever sells to the customer does not decide."""
    assessment.assessor_id = by.person_id or assessment.assessor_id
    assessment.overdue_days = overdue_days(assessment.customer_id)
    scoring.bring(assessment)
    said = decide("credit.approvers", assessment.as_of, limit=assessment.limit)
    ask(
        assessment, [stage(*map(role, said["approvers"]), days=2, late=UPWARDS)], yes=approve, no=send_back, by=by, facts=FACTS,
        subject=kept(gettext_noop("Credit of %(customer)s: %(rating)s"), customer=assessment.customer, rating=assessment.rating),
        amount=assessment.limit, because=said, concerns=assessment.customer.owner_id,
    )  # fmt: skip


@action(CreditAssessment, when=State.REVIEW, then=State.ACTIVE, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(assessment: CreditAssessment, *, by: Any) -> None:
    """The rating holds, and the one before it no longer; the limit follows."""
    assessment.approved_on = timezone.localdate()
    for before in CreditAssessment.unscoped.filter(customer=assessment.customer_id, state=State.ACTIVE, deleted_at=None):
        before.state = State.EXPIRED
        store.change(before, verb="replace")


@action(CreditAssessment, when=State.REVIEW, then=State.DRAFT, label=pgettext_lazy("assessment", "Send back"),
        only_through=approval)  # fmt: skip
def send_back(assessment: CreditAssessment, *, by: Any) -> None:
    """To be put right, or not needed any more."""


@action(CreditAssessment, when=State.ACTIVE, then=State.EXPIRED, label=gettext_lazy("End the rating"), icon="circle-x",
        letter="A", danger=True)  # fmt: skip
def end(assessment: CreditAssessment, *, by: Any, why: str) -> None:
    """Without a rating the customer pays in advance."""


approvable(CreditAssessment, guarded=GUARDED)
