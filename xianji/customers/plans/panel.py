"""Strategy on the customer's page: the playbook that was applied, and the plans with how far the share of wallet is to grow."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import STRATEGY
from xianji.customers.health import rules, score
from xianji.customers.plans.models import AccountPlan
from xianji.customers.playbooks.models import Playbook
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

MOST = 10


class PlanPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return actor.current().may("customers.accountplan.view")

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(AccountPlan)
        plans = AccountPlan.objects.filter(customer=record).select_related("owner").order_by("-to_on", "-pk")[: MOST + 1]
        rows = [{"plan": plan, "href": resource.address(plan.pk), "wallet": wallet(plan)} for plan in plans]
        playbook = Playbook.objects.filter(pk=record.playbook_id).first() if record.playbook_id else None
        return {
            "health": health(record), "plans": rows[:MOST],
            "all_href": f"{resource.path}?customer={record.pk}" if len(rows) > MOST else "",
            "playbook": playbook, "playbook_href": registry.resource_of(Playbook).address(record.playbook_id),
            "new_href": f"{resource.path}new?customer={record.pk}" if resource.may(actor.current(), "create") else "",
        }  # fmt: skip


def health(customer: Customer) -> dict[str, Any] | None:
    """Counted now, with each row of the table that gave points."""
    if customer.state not in OURS:
        return None
    points, why, href = score.explained(customer)
    return {"points": points, "tone": rules.tone(points), "why": why, "href": href}


def wallet(plan: AccountPlan) -> dict[str, Any] | None:
    """Now and wanted, in percent for the bar and in words."""
    if plan.wallet_now is None and plan.wallet_target is None:
        return None
    now, wanted = plan.wallet_now, plan.wallet_target
    return {
        "now": float((now or 0) * 100), "wanted": float(wanted * 100) if wanted is not None else None,
        "told": f"{writing.percent(now, 0)} → {writing.percent(wanted, 0)}",
    }  # fmt: skip


PLANS = PlanPanel("plans", gettext_lazy("Strategy"), "customers/plans.html", "tab", fold=STRATEGY)
