"""What others must know of orders, connected at start."""

from xianji.customers.teams.joining import join
from xianji.kit import store
from xianji.sales.contracts import proving
from xianji.sales.orders import bought
from xianji.sales.orders.models import Order
from xianji.sales.orders.proof import ordered


def connect() -> None:
    proving.proofs.append(ordered)
    store.follow(Order, bought.follow_orders)
    join(Order)
