"""The deal that a converted lead becomes, and where a deal came from."""

from typing import Any

from django.utils import timezone

from xianji.customers.leads.models import Lead
from xianji.kit import ports, registry, store
from xianji.kit.records.panels import Panel
from xianji.kit.refusals import Blocked
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.opportunities.models import Opportunity

LONGEST = 60


def open_deal(lead: Lead) -> int:
    """In the first stage, with what the lead knew; called while the lead is converted. Returns its id."""
    today = timezone.localdate()
    wanted = (lead.need.split("\n", 1)[0].strip() or lead.company)[:LONGEST]
    deal = Opportunity(
        name=f"{lead.customer} · {wanted}"[:200], customer=lead.customer, contact=lead.contact, amount=lead.budget,
        owner=lead.owner, opened_on=today, staged_on=today, expected_on=lead.wanted_on, next_step=lead.next_step,
        next_step_on=timezone.localtime(lead.next_step_at).date() if lead.next_step_at else None,
    )  # fmt: skip
    if found := ports.objections(f"{deal.label()}.create", [deal], {}):
        raise Blocked(found)
    return store.create(deal).pk


class CameFrom(Panel):
    """On a deal: the lead that it was, and the campaign that brought it, as far as one may see them."""

    def open_on(self, record: Any) -> bool:
        return registry.resource_of(Lead).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        lead = Lead.objects.select_related("campaign").filter(deal_id=record.pk).first()
        return {"lead": lead, "of": registry.resource_of(Lead)}
