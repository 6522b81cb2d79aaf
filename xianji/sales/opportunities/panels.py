"""What stands on an opportunity's page beside its own fields, and its next step on the customer's page."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.opportunities import evidence, rules
from xianji.sales.opportunities.models import Opportunity

OTHERS = 5


class Onward(Panel):
    """What is planned next while the deal is open."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        is_open = record.stage in rules.OPEN
        return {
            "deal": record if is_open and record.next_step else None,
            "late": told_late(record.next_step_on), "is_bare": is_open and not record.next_step,
        }  # fmt: skip


class Evidence(Panel):
    """What the stage asks for before the next one, and what of it is there."""

    def open_on(self, record: Any) -> bool:
        return record.stage in rules.OPEN

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"found": evidence.found(record)}


class NextStep(Panel):
    """On a customer: the next step that falls due first among the open deals one may see."""

    def open_on(self, record: Any) -> bool:
        return registry.resource_of(Opportunity).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        planned = Opportunity.objects.filter(customer=record, stage__in=rules.OPEN, next_step_on__isnull=False)
        deal = planned.exclude(next_step="").order_by("next_step_on", "pk").first()
        return {"deal": deal, "late": told_late(deal.next_step_on) if deal else "", "is_named": True}


class AboutCustomer(Panel):
    """On an opportunity: its customer and the customer's other deals, as far as one may see them."""

    def open_on(self, record: Any) -> bool:
        return bool(record.customer_id) and registry.resource_of(Customer).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        customer = Customer.objects.select_related("owner", "industry").filter(pk=record.customer_id).first()
        others = Opportunity.objects.filter(customer_id=record.customer_id).exclude(pk=record.pk).order_by("-pk")
        return {"customer": customer, "of": registry.resource_of(Customer), "others": list(others[:OTHERS])}


def told_late(on: date | None) -> str:
    """How far a day has passed, in words; empty for one that has not."""
    gap = (timezone.localdate() - on).days if on else 0
    return ngettext("%(count)s day overdue", "%(count)s days overdue", gap) % {"count": gap} if gap > 0 else ""
