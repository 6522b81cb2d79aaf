"""Visits on their customer's page, and the brief on the visit's; both come late, so that the page asks nothing for them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.rulebook.parameters.reading import value
from xianji.sales.visits import brief, frequency, noted, places
from xianji.sales.visits.actions import AHEAD
from xianji.sales.visits.models import Visit
from xianji.sales.visits.rules import UNDER_WAY

SHOWN = 4
SEE_PLACE = "sales.visit.see_place"


class Late(Panel):
    """Fetched a moment later, from an address made of the record's key."""

    def __init__(self, name: str, title: Any, address: str, place: str = "rail") -> None:
        super().__init__(name, title, "sales/visits/late.html", place)
        self.address = address

    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and actor.current().may("sales.visit.view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"href": self.address.format(pk=record.pk)}


VISITS = Late("visits", pgettext_lazy("plural", "Visits"), "/sales/visits/of/{pk}")
BRIEF = Late("brief", pgettext_lazy("visit", "Brief"), "/sales/visits/{pk}/brief")


class OnTheWay(Panel):
    """What a visit asks for next, with the page that works without a network."""

    def open_on(self, record: Any) -> bool:
        return record.state in UNDER_WAY and record.owner_id == actor.current().person_id

    def context(self, record: Visit, request: HttpRequest) -> dict[str, Any]:
        ended = record.checked_out_at
        due = ended + timedelta(hours=int(value("visit.report"))) if ended else None
        return {"state": record.state, "href": f"/sales/visits/go#/{record.pk}", "due": due, "late": due and due < timezone.now()}


ON_THE_WAY = OnTheWay("way", gettext_lazy("On the way"), "sales/visits/way.html", "next")


def of_customer(customer: Customer) -> dict[str, Any]:
    """When the next visit is due by class, what is planned, and the last ones."""
    resource, today = registry.resource_of(Visit), timezone.now()
    rows = list(Visit.objects.filter(customer=customer).select_related("owner").order_by("-planned_at", "-pk")[:20])
    ahead = [one for one in rows if one.state in AHEAD and one.planned_at >= today]
    past = [one for one in rows if one not in ahead]
    made = [{"visit": one, "href": resource.address(one.pk)} for one in [*ahead[-1:], *past][:SHOWN]]
    return {
        "due": frequency.dues([customer]).get(customer.pk), "rows": made, "all_href": f"{resource.path}?customer={customer.pk}",
        "more": len(rows) > SHOWN,
        "new_href": f"{resource.path}new?customer={customer.pk}" if resource.may(actor.current(), "create") else "",
    }  # fmt: skip


def of_visit(visit: Visit) -> dict[str, Any]:
    """What is known of the customer; when a check-in was noted that lies longer back; and for whoever may know places, how far
    off one checked in, which nobody is refused for."""
    far = places.apart(visit) if actor.current().may(SEE_PLACE) else ""
    known = brief.briefs([visit.customer_id])[visit.customer_id]
    return {"brief": known, "visit": visit, "far": far, "late": noted.late(visit)}
