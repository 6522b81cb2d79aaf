"""What the orders of a generated customer make of it: the figures and the class that followers would post."""

from datetime import date, timedelta
from decimal import Decimal

from xianji.customers.classification.deciding import Case, Tables, result
from xianji.customers.models import Customer
from xianji.customers.value.models import CustomerValue
from xianji.customers.value.rules import months_before
from xianji.sales.loyalty.rules import YEAR
from xianji.sales.models import Order


def post(customer: Customer, orders: list[Order], today: date) -> None:
    """Who bought nothing is sorted in the first night, unless it is blacklisted."""
    confirmed = [order for order in orders if order.state == Order.State.CONFIRMED]
    value = value_of(confirmed, today) if confirmed else None
    if value:
        customer.last_order_on = value.last_on
        customer.orders_year = sum(order.ordered_on > today - timedelta(days=YEAR) for order in confirmed)
    if value or customer.state == Customer.Cycle.BLACKLIST:
        result(Case(customer, value, None, None), Tables(today))
    if customer.size_class == Customer.Size.LARGE:
        customer.became_large_on = today


def value_of(confirmed: list[Order], today: date) -> CustomerValue:
    days, since = [order.ordered_on for order in confirmed], months_before(today, 12)
    lately = [order.amount for order in confirmed if order.ordered_on > since]
    return CustomerValue(
        first_on=min(days), last_on=max(days), orders=len(lately), revenue=sum(lately, Decimal(0)),
        total=sum((order.amount for order in confirmed), Decimal(0)),
    )  # fmt: skip
