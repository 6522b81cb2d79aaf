"""A plan's life: asked about, approved by the regional manager, carried out, looked back at, closed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.customers.plans.models import AccountPlan, PlanAction
from xianji.customers.playbooks.giving import Given, give
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused

State = AccountPlan.State
CHAIN = [stage(role("RM"), days=2, late=UPWARDS)]
"""The regional manager decides; a plan of theirs needs nobody else."""
GUARDED = ("customer", "playbook", "from_on", "to_on", "objectives", "wallet_now", "wallet_target")
FACTS = ("customer", "playbook", "from_on", "to_on", "objectives", "wallet_now", "wallet_target", "competitors", "risks")


@action(AccountPlan, when=State.DRAFT, label=gettext_lazy("Submit for approval"), icon="send", primary=True)
def submit(plan: AccountPlan, *, by: Any) -> None:
    """Ask the regional manager."""
    if not PlanAction.unscoped.filter(plan=plan, deleted_at=None).exists():
        raise Refused(_("A plan without actions changes nothing. Add at least one, with who and by when."))
    facts = [name for name in FACTS if getattr(plan, name)]
    ask(plan, CHAIN, yes=approve, by=by, facts=facts, subject=gettext_noop("Account plan"))


@action(AccountPlan, when=State.DRAFT, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(plan: AccountPlan, *, by: Any) -> None:
    """It may be carried out."""
    plan.approved_on = timezone.localdate()


@action(AccountPlan, when=State.APPROVED, then=State.ACTIVE, label=gettext_lazy("Carry it out"), icon="player-play", primary=True)
def begin(plan: AccountPlan, *, by: Any) -> None:
    """Its actions become tasks of those who are named."""
    give_tasks(plan)


@action(AccountPlan, when=State.ACTIVE, then=State.REVIEWED, label=gettext_lazy("Look back"), icon="clipboard-check",
        primary=True)  # fmt: skip
def review(plan: AccountPlan, *, by: Any, note: str) -> None:
    """What was reached, and what was not."""
    plan.outcome = note.strip()


@action(AccountPlan, when=State.REVIEWED, then=State.CLOSED, label=pgettext_lazy("plan", "Close"), icon="archive")
def close(plan: AccountPlan, *, by: Any) -> None:
    """A newer plan takes its place."""


@action(
    AccountPlan, when=(State.APPROVED, State.ACTIVE), then=State.DRAFT, label=gettext_lazy("Plan anew"), icon="rotate"
)
def reconsider(plan: AccountPlan, *, by: Any) -> None:
    """What was approved has changed, or is to change, and is asked about again."""
    plan.approved_on = None


def give_tasks(plan: AccountPlan) -> int:
    """Each action to whom it names; returns how many are new."""
    actions = PlanAction.unscoped.filter(plan=plan, deleted_at=None)
    about = plan.customer if plan.customer_id else plan
    return give(about, {f"plan:{one.pk}": Given(one.title, one.person_id, one.due_on) for one in actions})


approvable(AccountPlan, guarded=GUARDED, reopens=reconsider)
