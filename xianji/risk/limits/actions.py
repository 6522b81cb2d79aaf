"""The life of a limit: asked for with its reason, granted by those whom the table names, frozen, opened again, revoked."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.kit import store
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.kit.said import said as kept
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.judging import judged
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value

Kind, State = CreditLimit.Kind, CreditLimit.State
GUARDED = ("customer", "kind", "contract_key", "gross", "advance", "amount", "from_on", "to_on")
FACTS = ("kind", "amount", "from_on", "to_on", "contract_no", "gross", "advance", "reason")


@action(CreditLimit, when=State.DRAFT, then=State.REVIEW, label=gettext_lazy("Ask for it"), icon="send", primary=True)
def submit(limit: CreditLimit, *, by: Any) -> None:
    """Refused where the tables allow none; else those whom they name are asked, never who sells to the customer."""
    said = judged(limit)
    ask(
        limit, [stage(*map(role, said.approvers), days=1, late=UPWARDS)], yes=approve, no=send_back, by=by,
        facts=[name for name in FACTS if getattr(limit, name) not in (None, "")], amount=limit.amount, because=said.because,
        subject=kept(gettext_noop("Credit limit for %(customer)s"), customer=limit.customer),
        concerns=limit.customer.owner_id,
    )  # fmt: skip


@action(CreditLimit, when=State.REVIEW, then=(State.APPROVED, State.ACTIVE), label=gettext_lazy("Approve"), letter="A",
        only_through=approval)  # fmt: skip
def approve(limit: CreditLimit, *, by: Any) -> str:
    """It holds from its first day; another standard limit, or one for the same contract, ends. The tables are asked once more:
    since then the customer may have been granted another, or be overdue."""
    list(CreditStanding.objects.select_for_update().filter(pk=limit.customer_id))
    judged(limit)
    limit.approved_on = today = timezone.localdate()
    if limit.from_on > today:
        return State.APPROVED
    replace(limit)
    return State.ACTIVE


@action(CreditLimit, when=State.REVIEW, then=State.DRAFT, label=pgettext_lazy("limit", "Send back"), only_through=approval)
def send_back(limit: CreditLimit, *, by: Any) -> None:
    """To be put right, or not needed any more."""


@action(CreditLimit, when=State.ACTIVE, then=State.FROZEN, label=gettext_lazy("Freeze"), icon="snowflake", letter="A",
        danger=True)  # fmt: skip
def freeze(limit: CreditLimit, *, by: Any, why: str) -> None:
    """Nothing more is owed on it until it is opened again."""


@action(CreditLimit, when=State.FROZEN, then=State.ACTIVE, label=pgettext_lazy("limit", "Unfreeze"), icon="sun", letter="A",
        primary=True)  # fmt: skip
def thaw(limit: CreditLimit, *, by: Any, why: str) -> None:
    """What was overdue has been paid."""
    days = CreditStanding.objects.filter(pk=limit.customer_id).values_list("overdue_days", flat=True).first() or 0
    if days >= (most := int(value("credit.freeze"))):
        told = {"days": days, "most": most}
        raise Refused(_("A payment is overdue for %(days)s days; from %(most)s days on the limit stays frozen.") % told)


@action(CreditLimit, when=(State.APPROVED, State.ACTIVE, State.FROZEN), then=State.REVOKED,
        label=pgettext_lazy("limit", "Take away"), icon="ban", letter="A", danger=True)  # fmt: skip
def revoke(limit: CreditLimit, *, by: Any, why: str) -> None:
    """It ends now, and says why."""
    limit.ended_because = why[:200]


def replace(limit: CreditLimit) -> None:
    """Those that hold for the same and make way for this one."""
    rows = CreditLimit.unscoped.filter(kind=limit.kind, state__in=GRANTED, deleted_at=None).exclude(pk=limit.pk)
    same = {Kind.STANDARD: Q(customer=limit.customer_id), Kind.PROJECT: Q(contract_key=limit.contract_key)}
    if limit.kind in same:
        for before in rows.filter(same[Kind(limit.kind)]):
            before.state, before.ended_because = State.EXPIRED, _("Replaced by another limit.")
            store.change(before, verb="expire")


approvable(CreditLimit, guarded=GUARDED)
