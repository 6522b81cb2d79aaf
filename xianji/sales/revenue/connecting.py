"""Who is told of orders, deliveries and returns, connected at start."""

from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.risk.credit import checking
from xianji.risk.limits.models import CreditLimit
from xianji.sales.deliveries import contracted
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders import exposure
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.returns.models import SalesReturn
from xianji.sales.revenue import booking


def connect() -> None:
    store.follow(Order, exposure.follow_orders)
    store.follow(CreditLimit, exposure.follow_limits)
    store.follow(Delivery, booking.follow_deliveries)
    store.follow(Delivery, contracted.follow_deliveries)
    store.follow(SalesReturn, booking.follow_returns)
    for part in (OrderLine, Delivery, SalesReturn):
        lie_with(Order, part, "order")
    checking.counted.append(exposure.counted)
