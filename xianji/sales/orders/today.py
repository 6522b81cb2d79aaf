"""Orders that credit holds, on Today of those who may release them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.sales.orders.actions import RELEASE
from xianji.sales.orders.models import Order

SHOWS = 6


def held(desk: Desk) -> dict[str, Any] | None:
    """The oldest first; one statement."""
    rows = Order.objects.filter(credit=Order.Credit.HOLD, state=Order.State.CONFIRMED).select_related("customer")
    found = list(rows.order_by("moved_on", "pk")[: SHOWS + 1])
    if not found:
        return None
    resource = registry.resource_of(Order)
    return {
        "rows": [{"order": one, "href": resource.address(one.pk)} for one in found[:SHOWS]],
        "count": len(found) if len(found) <= SHOWS else f"{SHOWS}+", "tone": "bad", "link": _("All"),
        "href": f"{resource.path}?credit=hold&state=confirmed",
    }  # fmt: skip


HELD = Section("held_orders", gettext_lazy("Orders on hold"), "sales/orders/held.html", held, order=21, permission=RELEASE)
