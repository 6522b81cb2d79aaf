"""What a customer values, on its page: the latest word on each side, and what was said before."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.tabs import PEOPLE
from xianji.customers.preferences.models import Preference
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor

MOST = 200


class Valued(Panel):
    def open_on(self, record: Any) -> bool:
        return registry.resource_of(Preference).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """One statement: the newest first, so that the first of a side is what counts."""
        resource = registry.resource_of(Preference)
        rows = Preference.objects.filter(customer=record).order_by("-valid_on", "-pk")[:MOST]
        sides: dict[str, list[Preference]] = {dimension: [] for dimension in Preference.Dimension.values}
        for one in rows:
            sides[one.dimension].append(one)
        new = f"{resource.path}new?customer={record.pk}&dimension=" if resource.may(actor.current(), "create") else ""
        labels = dict(Preference.Dimension.choices)
        return {
            "sides": [{"label": labels[side], "now": several[0] if several else None, "before": several[1:],
                       "new_href": f"{new}{side}" if new else ""} for side, several in sides.items()],
            "path": resource.path,
        }  # fmt: skip


VALUED = Valued("valued", _("What they value"), "customers/valued.html", "tab", fold=PEOPLE, order=1)
