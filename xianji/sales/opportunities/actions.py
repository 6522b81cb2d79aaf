"""What people do with an opportunity."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.actions import action
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.org import single
from xianji.sales.opportunities import rules
from xianji.sales.opportunities.models import Opportunity, StageChange

Stage = Opportunity.Stage
OPEN = (Stage.QUALIFY, Stage.NEEDS, Stage.SOLUTION, Stage.NEGOTIATION, Stage.CONTRACT)


@action(
    Opportunity, field="stage", when=OPEN[:-1], then=OPEN[1:], label=_("Move forward"), icon="arrow-right", primary=True
)
def advance(opportunity: Opportunity, *, by: Any) -> str:
    """To the next stage."""
    following = rules.after(opportunity.stage)
    assert following is not None
    _remember(opportunity, following, by)
    return following


@action(Opportunity, field="stage", when=OPEN[1:], then=OPEN[:-1], label=_("Move back"), icon="arrow-left")
def step_back(opportunity: Opportunity, *, by: Any, why: str) -> str:
    """One stage back, with a reason."""
    before = rules.ORDER[rules.ORDER.index(opportunity.stage) - 1]
    if before != Stage.NEGOTIATION:
        opportunity.committed_on = None
    _remember(opportunity, before, by, why)
    return before


@action(Opportunity, field="stage", when=Stage.NEGOTIATION, label=_("Commit"), icon="checkbox", letter="T",
        only_for=lambda deal, who: deal.committed_on is None, undo="doubt")  # fmt: skip
def commit(opportunity: Opportunity, *, by: Any) -> None:
    """The supervisor counts on it: in the forecast it stands among what is committed."""
    opportunity.committed_on = timezone.localdate()


@action(Opportunity, field="stage", when=Stage.NEGOTIATION, label=_("Commit no more"), icon="square", letter="T",
        only_for=lambda deal, who: deal.committed_on is not None, undo="commit")  # fmt: skip
def doubt(opportunity: Opportunity, *, by: Any) -> None:
    """It is a best case again."""
    opportunity.committed_on = None


@action(Opportunity, field="stage", when=OPEN, then=Stage.WON, label=_("Won"), icon="trophy", needs=("customer",))
def win(opportunity: Opportunity, *, by: Any, amount: Any, closed_on: date | None = None) -> None:
    """The customer has bought; the amount is what counts as won revenue."""
    opportunity.amount = amount
    _close(opportunity, Stage.WON, by, closed_on)


@action(Opportunity, field="stage", when=OPEN, then=Stage.LOST, label=_("Lost"), icon="circle-x", danger=True)
def lose(
    opportunity: Opportunity, *, by: Any, lost_reason: str, competitor: str = "", is_undecided: bool = False,
    closed_on: date | None = None,
) -> None:  # fmt: skip
    """The customer bought elsewhere, from whom is told; or not at all."""
    if not (competitor.strip() or is_undecided):
        raise Refused("", {"competitor": [str(_("Who won it? Name the competitor, or tick that nobody was chosen."))]})
    opportunity.lost_reason, opportunity.competitor, opportunity.is_undecided = lost_reason, competitor, is_undecided
    _close(opportunity, Stage.LOST, by, closed_on)


@action(
    Opportunity, field="stage", when=(Stage.WON, Stage.LOST), then=Stage.QUALIFY, label=_("Open again"), icon="refresh",
    letter="T",
)  # fmt: skip
def reopen(opportunity: Opportunity, *, by: Any, why: str) -> None:
    """Back to the first stage; what was won is taken back."""
    opportunity.closed_on, opportunity.is_undecided, opportunity.committed_on = None, False, None
    _remember(opportunity, Stage.QUALIFY, by, why)


@action(Opportunity, field="stage", when=Stage.WON, label=_("Correct the amount"), icon="pencil", letter="T")
def correct_amount(opportunity: Opportunity, *, by: Any, amount: Any, why: str) -> None:
    """What was won was another amount; the reason stands in the journal."""
    opportunity.amount, opportunity.is_corrected = amount, True


def _close(opportunity: Opportunity, stage: str, by: Any, closed_on: date | None) -> None:
    opportunity.closed_on = past(closed_on, field="closed_on")
    if opportunity.opened_on and opportunity.opened_on > opportunity.closed_on:
        opportunity.opened_on = opportunity.closed_on
    _remember(opportunity, stage, by)


def _remember(opportunity: Opportunity, after: str, by: Any, reason: str = "") -> None:
    opportunity.staged_on = timezone.localdate()
    note_stage(opportunity, after, by, reason)


def note_stage(opportunity: Opportunity, after: str, by: Any, reason: str = "") -> None:
    """The stage history; `_loaded` holds the stage before the action set the new one."""
    before = opportunity.loaded("stage")
    moment, who = timezone.now(), by.person_id
    single.insert(
        StageChange(opportunity=opportunity, before=before, after=after, at=moment, by_id=who, reason=reason)
    )
