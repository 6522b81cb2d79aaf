"""What is to be shipped, on Today of those who ship: the planned ones, the late ones first, and whether they may leave."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.registry import Desk, Section
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.crediting import CLEAR

SHOWS, AHEAD = 6, timedelta(days=3)


def to_ship(desk: Desk) -> dict[str, Any] | None:
    """One statement; nothing where nothing is due within days."""
    due = Delivery.objects.filter(state=Delivery.State.PLANNED, planned_on__lte=desk.today + AHEAD)
    rows = list(due.select_related("customer", "order").order_by("planned_on", "pk")[: SHOWS + 1])
    if not rows:
        return None
    resource = registry.resource_of(Delivery)
    return {
        "rows": [
            {"delivery": one, "href": resource.address(one.pk), "is_late": one.planned_on < desk.today,
             "is_held": one.order.credit not in CLEAR} for one in rows[:SHOWS]
        ],
        "count": len(rows) if len(rows) <= SHOWS else f"{SHOWS}+", "link": _("All"),
        "href": f"{resource.path}?state=planned&sort=planned_on", "tone": "bad" if rows[0].planned_on < desk.today else "",
    }  # fmt: skip


TO_SHIP = Section(
    "to_ship", gettext_lazy("To be shipped"), "sales/deliveries/to_ship.html", to_ship, order=22,
    permission="sales.delivery.ship",
)  # fmt: skip
