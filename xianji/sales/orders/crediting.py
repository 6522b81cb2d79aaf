"""The credit check of an order: asked when it is confirmed, and again when somebody wants it released."""

from typing import Any

from django.utils import timezone

from xianji.risk.credit.checking import Checked, check
from xianji.sales.orders.models import Order

Credit, Delivered = Order.Credit, Order.Delivered
CLEAR = (Credit.PASS, Credit.RELEASED)


def checked(order: Order) -> Checked:
    """Whether the customer's limit holds this order too; nothing is counted twice."""
    return check(order.customer_id, order.gross, order.advance, order.contract_id, order.pk)


def pass_or_hold(order: Order) -> None:
    """What came of the check, on the order; it is stored by whoever asked. What costs nothing takes no credit."""
    found = checked(order) if order.gross else None
    if found is None or found.passed:
        clear(order, Credit.PASS)
    else:
        stop(order, found.why)


def stop(order: Order, why: str) -> None:
    """Nothing more of it is shipped."""
    order.credit, order.credit_why, order.moved_on = Credit.HOLD, why[:300], timezone.localdate()


def clear(order: Order, credit: Any) -> None:
    """It may be shipped."""
    today = timezone.localdate()
    order.credit, order.moved_on = credit, today
    order.cleared_on = order.cleared_on or today
