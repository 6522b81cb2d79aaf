"""The health of a customer beside its page as it was counted in the night; the tab of its strategy counts it anew, row by row."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.health import rules
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest


class HealthPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return record.state in OURS and record.health is not None

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        return {"points": record.health, "tone": rules.tone(record.health or 0), "href": "?tab=plans#health"}


HEALTH = HealthPanel("health", gettext_lazy("Health"), "customers/health.html")
