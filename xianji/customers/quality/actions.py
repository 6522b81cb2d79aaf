"""What is done with a drawn file."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.quality import rules
from xianji.customers.quality.models import QualityCheck
from xianji.kit import store
from xianji.kit.actions import action, afterwards, lock
from xianji.kit.refusals import Refused
from xianji.workspace.tasks.opening import close_tasks

State, Verdict = QualityCheck.State, QualityCheck.Verdict


@action(QualityCheck, when=State.OPEN, then=State.DONE, label=gettext_lazy("Write down what was found"), icon="checklist",
        primary=True)  # fmt: skip
def compare(
    check: QualityCheck, *, by: Any, name: QualityCheck.Verdict, registration_no: QualityCheck.Verdict,
    industry: QualityCheck.Verdict, address: QualityCheck.Verdict, contact: QualityCheck.Verdict, remark: str = "",
) -> None:  # fmt: skip
    """Each field as the customer or the certificate says; a file without a mistake counts as looked at today."""
    found = dict(zip(QualityCheck.FIELDS, (name, registration_no, industry, address, contact), strict=True))
    if rules.WRONG in found.values() and not remark.strip():
        raise Refused("", {"remark": [_("Say what was wrong, so that it can be put right.")]})
    for field, verdict in found.items():
        setattr(check, field, verdict)
    check.remark, check.is_right = remark.strip(), rules.is_right(found)
    afterwards(lambda: count(check))


def count(check: QualityCheck) -> None:
    """The sample is counted anew, the task behind the check closes, and a right file is one that was looked at."""
    sample = lock(check.sample)
    counted = sample.checks.filter(state=State.DONE, deleted_at=None).aggregate(
        checked=Count("pk"), right=Count("pk", filter=Q(is_right=True))
    )
    sample.checked, sample.right = counted["checked"], counted["right"]
    store.change(sample, verb="count")
    close_tasks([key_of(check)])
    if check.is_right:
        customer = lock(check.customer)
        customer.verified_on = timezone.localdate()
        store.change(customer, verb="verify")


def key_of(check: QualityCheck) -> str:
    return f"quality:{check.pk}"


