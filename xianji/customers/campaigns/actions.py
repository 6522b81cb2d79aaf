"""What happens to a campaign in its life."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.campaigns.models import Campaign
from xianji.kit.actions import action
from xianji.kit.refusals import Refused

State = Campaign.State


@action(
    Campaign, when=State.PLANNED, then=State.APPROVED, label=_("Approve budget"), icon="circle-check", letter="A",
    primary=True, sets=True,
)  # fmt: skip
def approve(campaign: Campaign, *, by: Any) -> None:
    """The money may be spent; whoever planned it leaves this to another."""
    if by.person_id and by.person_id in (campaign.owner_id, campaign.created_by_id):
        raise Refused(_("Whoever plans a campaign does not approve its budget; ask somebody else who may."))


@action(Campaign, when=State.APPROVED, then=State.RUNNING, label=_("Begin"), icon="player-play", primary=True, sets=True)
def begin(campaign: Campaign, *, by: Any) -> None:
    """It is on."""


@action(Campaign, when=State.RUNNING, then=State.ENDED, label=_("Finish"), icon="flag")
def finish(campaign: Campaign, *, by: Any, cost: Decimal, attended: int | None = None, responded: int | None = None) -> None:
    """It is over: what it cost, who came, who answered."""
    campaign.cost = cost
    campaign.attended = campaign.attended if attended is None else attended
    campaign.responded = campaign.responded if responded is None else responded


@action(Campaign, when=State.ENDED, then=State.REVIEWED, label=_("Review"), icon="notes", primary=True,
        says=_("What worked, what did not, and what the next campaign is to do otherwise."))  # fmt: skip
def review(campaign: Campaign, *, by: Any, review: str) -> None:
    """What was learnt for the next one."""
    campaign.review = review
