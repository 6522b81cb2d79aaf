"""The health of a customer on its page, with each row of the table that gave points."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.health import rules, score
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest


class HealthPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return record.state in OURS

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        total, why, href = score.explained(record)
        return {"points": total, "tone": rules.tone(total), "why": why, "href": href}


HEALTH = HealthPanel("health", gettext_lazy("Health"), "customers/health.html")
