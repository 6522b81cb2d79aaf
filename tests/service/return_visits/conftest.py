"""Who serves the customers, and orders that go out."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.org.access.models import Assignment, Role
from xianji.sales.deliveries.actions import accept, deliver, ship
from xianji.sales.models import Delivery, Order, OrderLine
from xianji.sales.orders.actions import confirm, release

__all__ = ["in_force", "ordered", "serving", "take"]


@pytest.fixture
def serving(cast: Cast) -> Any:
    """frank serves the whole company beside what else he does."""
    Assignment.objects.create(user=cast.users["frank"], role=Role.unscoped.get(code="CS"))
    return cast.person("frank")


@pytest.fixture
def ordered(cast: Cast, as_system: None) -> Callable[..., Order]:
    """`ordered(10, 5)`: an order of alice's customer that is clear, with so much of two goods."""

    def made(*quantities: int) -> Order:
        alice = cast.person("alice")
        since = timezone.localdate() - timedelta(days=400)
        order = make(Order, customer=make(Customer, owner=alice, name="Paper Boats"), owner=alice, ordered_on=since)
        for quantity in quantities:
            make(OrderLine, order=order, quantity=D(quantity), price=D(10), owner=alice)
        registry.resource_of(Order).lined(order)
        confirm(order)
        release(order, why="No rating yet")
        return Order.unscoped.get(pk=order.pk)

    return made


def take(order: Order, on: date, counts: str = "", taken: str = "") -> Delivery:
    """A delivery of so much of it, accepted on a day."""
    deliver(order, planned_on=on, counts=counts)
    delivery = Delivery.unscoped.latest("pk")
    ship(delivery, shipped_on=on)
    accept(delivery, accepted_on=on, counts=taken)
    return delivery
