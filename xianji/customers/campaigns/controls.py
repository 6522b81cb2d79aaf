"""What the regulation asks of campaigns: what was planned for a channel takes place."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xianji.customers.campaigns.models import Campaign
from xianji.kit.controls import L_MONTH, Step, control
from xianji.kit.given import chosen

State, Channel = Campaign.State, Campaign.Channel
HELD = (State.RUNNING, State.ENDED, State.REVIEWED)
MONTHLY = (Channel.EVENT, Channel.WEB, Channel.PHONE)


@control(
    "3.2.1a", Campaign, every="day", missed=L_MONTH, evidence=("begin", "finish", "review"),
    title=_("Each planned channel is at work"), duty=_("Begin the campaign, or plan it for another month"),
    says=_("In each month a campaign takes place in every channel for which one is planned: fairs, web and telephone."),
    steps=(
        Step(
            _("Last month"), _("planned for fairs, web or telephone, and begun"),
            ("通过活动", "由活動", "Leads come from events", "市场推广", "市場推廣", "行銷活動", "campaign", "marketing"),
        ),
    ),
)
def planned_channels_are_at_work(campaigns: Any, on: date) -> Any:
    """Of the month before the day: one campaign of the channel that was held is enough."""
    end = on.replace(day=1)
    first = (end - timedelta(days=1)).replace(day=1)
    inside = Q(starts_on__lt=end, ends_on__gte=first)
    held = Campaign.unscoped.filter(inside, channel=OuterRef("channel"), state__in=HELD, deleted_at=None)
    return campaigns.annotate(
        verdict=Case(
            When(~inside | ~Q(channel__in=MONTHLY), then=Value("na")), When(Exists(held), then=Value("pass")),
            default=Value("fail"), output_field=CharField(),
        ),
        given=chosen(Campaign, "channel"),
    )  # fmt: skip
