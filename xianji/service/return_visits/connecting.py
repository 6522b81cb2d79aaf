"""What return visits hear of, and what hears of them, connected at start."""

from xianji.customers.customers.models import Customer
from xianji.customers.teams.joining import join
from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.models import Order
from xianji.service.return_visits import following
from xianji.service.return_visits.models import ReturnVisit


def connect() -> None:
    store.follow(Delivery, following.follow_deliveries)
    store.follow(Order, following.follow_orders)
    store.follow(ReturnVisit, following.follow_handing)
    lie_with(Customer, ReturnVisit, "customer", of_owner=True)
    join(ReturnVisit)
