"""What a campaign brought: its leads, those worth a deal, the deals they became, and what was won for what it cost."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.customers.campaigns.models import Campaign
from xianji.customers.leads.models import Lead
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.sales.opportunities.models import Opportunity

WORTH = (Lead.State.QUALIFIED, Lead.State.CONVERTED)
LEADS, DEALS = "/customers/leads/?campaign=", "/sales/opportunities/"


def brought(campaign: Campaign) -> dict[str, Any]:
    """Counts and sums over the leads and deals that one may see; two statements."""
    leads = Lead.objects.filter(campaign=campaign)
    found = leads.aggregate(
        leads=Count("pk"), qualified=Count("pk", filter=Q(state__in=WORTH)), deals=Count("deal_id"),
    )  # fmt: skip
    deals = Opportunity.objects.filter(pk__in=leads.exclude(deal_id=None).values("deal_id"))
    won = deals.filter(stage=Opportunity.Stage.WON).aggregate(won=Count("pk"), amount=Sum("amount"))
    return {**found, **won, "amount": won["amount"] or Decimal(0)}


def returned(amount: Decimal, cost: Decimal | None) -> Decimal | None:
    """What came back beyond the cost, for each unit spent; None where nothing was spent."""
    return None if cost is None else money.share(money.minus(amount, cost), cost)


class Brought(Panel):
    """On a campaign."""

    def open_on(self, record: Any) -> bool:
        who = actor.current()
        return all(registry.resource_of(model).may(who, "view") for model in (Lead, Opportunity))

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        found, cost = brought(record), record.cost
        per_lead = money.avg(cost, found["leads"]) if cost is not None else None
        here = f"{LEADS}{record.pk}"
        return {"rows": [
            (_("Leads"), reached(found["leads"], record.lead_goal), here),
            (_("Qualified"), reached(found["qualified"], record.qualified_goal), f"{here}&state=qualified,converted"),
            (_("Deals"), writing.number(found["deals"]), ""), (_("Won"), writing.number(found["won"]), ""),
            (_("Won revenue"), writing.short_money(found["amount"]), ""),
            (_("Cost of a lead"), writing.number(per_lead, 2), ""),
            (pgettext("campaign", "Return"), writing.percent(returned(found["amount"], cost)), ""),
        ]}  # fmt: skip


def reached(count: int, goal: int | None) -> str:
    return _("%(count)s of %(goal)s") % {"count": count, "goal": goal} if goal else writing.number(count)
