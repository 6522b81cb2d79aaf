"""Contracts are told when all that was ordered under them has left, and when all of it was accepted."""

from typing import Any

from django.db.models import F, Max

from xianji.sales.contracts.milestones import reached
from xianji.sales.contracts.parts import Milestone
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.models import Order, OrderLine

Told = list[tuple[Delivery, dict[str, tuple[Any, Any]]]]


def follow_deliveries(told: Told) -> None:
    """Called with every write of deliveries."""
    orders = {delivery.order_id for delivery, changed in told if "state" in changed and delivery.state != Delivery.State.PLANNED}
    found = Order.unscoped.filter(pk__in=orders, contract__isnull=False) if orders else Order.unscoped.none()
    for contract in sorted(set(found.order_by().values_list("contract", flat=True))):
        tell(contract)


def tell(contract_id: int) -> None:
    lines = OrderLine.unscoped.filter(
        order__contract=contract_id, order__state=Order.State.CONFIRMED, order__deleted_at=None, deleted_at=None
    )  # fmt: skip
    deliveries = Delivery.unscoped.filter(order__contract=contract_id, deleted_at=None)
    if not lines.exists() or lines.filter(shipped__lt=F("quantity")).exists():
        return
    begun = lines.filter(months__isnull=False).aggregate(last=Max("met_on"))["last"]
    left = [day for day in (deliveries.aggregate(last=Max("shipped_on"))["last"], begun) if day]
    if left:
        reached(contract_id, Milestone.Kind.DELIVERY, max(left))
    if not lines.filter(accepted__lt=F("quantity")).exists() and (last := lines.aggregate(last=Max("met_on"))["last"]):
        reached(contract_id, Milestone.Kind.ACCEPTANCE, last)
