"""What the regulation asks of deliveries: nothing leaves before its order is confirmed and its credit is clear."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import Step, control
from xianji.kit.said import words
from xianji.sales.deliveries.actions import ship
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.crediting import CLEAR
from xianji.sales.orders.models import Order


@control(
    "5.2.3d", Delivery, blocks=ship, granted_by="FIN", always=True, title=gettext_lazy("Goods leave when the order is clear"),
    says=gettext_lazy("A delivery leaves only for a confirmed order whose credit check was passed, or which finance released."),
    steps=(
        Step(
            gettext_lazy("Before “Ship”"), gettext_lazy("the order is confirmed, its credit passed or released"),
            ("交付", "出貨", "Delivery"),
        ),
    ),
)  # fmt: skip
def goods_leave_when_cleared(delivery: Any, values: dict[str, Any], on: date) -> Any:
    """What stands in the way, with the figures that the credit check found."""
    order = delivery.order
    if order.state != Order.State.CONFIRMED:
        return _("Order %(order)s is not confirmed.") % {"order": order}, order.get_state_display()
    if order.credit not in CLEAR:
        told = {"order": order, "why": words(order.credit_why) or order.get_credit_display()}
        return _("Order %(order)s is on hold: %(why)s") % told, str(order.get_credit_display())
    return None
