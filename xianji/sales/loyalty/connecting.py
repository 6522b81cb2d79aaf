"""What the loyalty of customers follows from, connected at start."""

from xianji.customers.health import score
from xianji.kit import store
from xianji.sales.loyalty.ordered import follow_orders, open_deals
from xianji.sales.orders.models import Order


def connect() -> None:
    store.follow(Order, follow_orders)
    score.deals.append(open_deals)
