"""The life of a response: proposed, approved by whom the level names, done by its owner, verified by somebody else."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.kit.said import said as kept
from xianji.risk.responses.due import said_of
from xianji.risk.responses.models import TYPED, RiskResponse
from xianji.risk.risks import rules
from xianji.risk.risks.keeping import keeps
from xianji.risk.risks.models import Risk

State, Strategy = RiskResponse.State, RiskResponse.Strategy
FACTS = ("risk", "strategy", "measures", "cost", "due_on")


def is_kept(response: RiskResponse, who: Any) -> bool:
    """By whoever carries it out, or keeps the risk."""
    return response.owner_id == who.person_id or keeps(response.risk, who)


def is_measure(response: RiskResponse, who: Any) -> bool:
    """There is nothing to carry out about a risk that is accepted."""
    return response.strategy != Strategy.ACCEPT and is_kept(response, who)


def is_others(response: RiskResponse, who: Any) -> bool:
    """Nobody verifies their own work."""
    return response.owner_id != who.person_id


@action(RiskResponse, when=State.PROPOSED, label=gettext_lazy("Submit for approval"), icon="send", primary=True, only_for=is_kept)
def submit(response: RiskResponse, *, by: Any) -> None:
    """Ask whom the table of levels names; to accept a risk takes more than to do something about it."""
    risk, said = response.risk, said_of(response.risk)
    if risk.state not in rules.WEIGHED:
        raise Refused(_("Only a risk that was assessed and is still open can be answered."))
    named = said["accepted" if response.strategy == Strategy.ACCEPT else "approver"] or ("EXE",)
    response.level = risk.level
    ask(
        response, [stage(*map(role, named), days=1, late=UPWARDS)], yes=approve, by=by, because=said, amount=risk.loss,
        facts=[name for name in FACTS if getattr(response, name) not in (None, "")],
        subject=kept(gettext_noop("Answer to the risk “%(risk)s”"), risk=risk.title),
    )  # fmt: skip


@action(RiskResponse, when=State.PROPOSED, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(response: RiskResponse, *, by: Any) -> None:
    """From now on the risk is answered. Whoever was asked about a lesser one has not decided on this one."""
    risk = Risk.unscoped.get(pk=response.risk_id)
    if rules.is_higher(risk.level, response.level):
        raise Refused(_("The risk has been assessed as graver since this was asked. Send it back; it is to be asked anew."))
    response.approved_on = timezone.localdate()


@action(RiskResponse, when=State.APPROVED, then=State.DONE, label=pgettext_lazy("response", "Carried out"), icon="check",
        primary=True, only_for=is_measure)  # fmt: skip
def carry_out(response: RiskResponse, *, by: Any, effect: str) -> None:
    """What was done, and what it has changed."""
    response.done_on, response.effect = timezone.localdate(), effect.strip()


@action(RiskResponse, when=State.DONE, then=State.VERIFIED, label=gettext_lazy("Verify"), icon="circle-check", letter="A",
        only_for=is_others)  # fmt: skip
def verify(response: RiskResponse, *, by: Any, note: str) -> None:
    """Somebody else has seen that it works."""
    response.verified_on = timezone.localdate()
    response.effect = "\n".join(filter(None, (response.effect, note.strip())))


approvable(RiskResponse, guarded=tuple(name.removesuffix("_id") for name in TYPED))
