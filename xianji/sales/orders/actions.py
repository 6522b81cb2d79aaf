"""What people do with an order."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.sales.orders.models import Order

State = Order.State


@action(
    Order, when=State.DRAFT, then=State.CONFIRMED, label=_("Confirm"), icon="circle-check", letter="A", primary=True, sets=True
)
def confirm(order: Order, *, by: Any) -> None:
    """The order holds; whoever entered it leaves this to another."""
    if by.person_id and by.person_id == order.created_by_id:
        raise Refused(_("Whoever entered an order does not confirm it; ask somebody else who may."))


@action(
    Order, when=(State.DRAFT, State.CONFIRMED), then=State.CANCELLED, label=_("Cancel"), icon="circle-x", letter="A",
    danger=True, sets=True,
)  # fmt: skip
def cancel(order: Order, *, by: Any, why: str) -> None:
    """The customer does not take it, or it was entered by mistake; the order stays and says why."""
    order.cancelled_because = why[:200]
