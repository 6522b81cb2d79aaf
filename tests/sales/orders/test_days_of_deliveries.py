"""Nothing arrives before it left, and nothing left before it was ordered; what left earlier is noted on its own day."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from tests.making import make
from xianji.catalog.models import Product
from xianji.kit import registry
from xianji.kit.forms.parameters import dialog
from xianji.kit.refusals import Refused
from xianji.sales.deliveries.actions import accept, deliver, receive, ship
from xianji.sales.models import Delivery, Order, OrderLine, RevenueEntry
from xianji.sales.orders.actions import confirm, release

ORDERED, LEFT = date(2026, 9, 1), date(2026, 9, 10)
DAY = timedelta(days=1)


def planned() -> Delivery:
    order = make(Order, ordered_on=ORDERED)
    make(OrderLine, order=order, quantity=D(3), price=D(10), product=make(Product, cost=D(5)))
    registry.resource_of(Order).lined(order)
    confirm(order)
    release(order, why="No rating yet")
    deliver(Order.unscoped.get(pk=order.pk), planned_on=LEFT)
    return Delivery.unscoped.get()


def test_what_left_earlier_is_noted_on_its_day_never_before_the_order(as_system: None) -> None:
    one = planned()
    with pytest.raises(Refused, match="too early"):
        ship(one, shipped_on=ORDERED - DAY)
    ship(one, shipped_on=LEFT)
    assert Delivery.unscoped.get().shipped_on == LEFT


@pytest.mark.parametrize(("verb", "day"), [(receive, "received_on"), (accept, "accepted_on")])
def test_nothing_arrives_before_it_left(as_system: None, verb, day) -> None:
    one = planned()
    ship(one, shipped_on=LEFT)
    with pytest.raises(Refused, match="too early"):
        verb(one, **{day: LEFT - DAY})
    assert not RevenueEntry.unscoped.exists()
    verb(one, **{day: LEFT})
    assert getattr(Delivery.unscoped.get(), day) == LEFT


def test_what_leaves_and_what_arrives_begin_with_today(as_system: None) -> None:
    one = planned()
    for verb, day in ((ship, "shipped_on"), (receive, "received_on"), (accept, "accepted_on")):
        assert dialog(verb, one).initial[day] == timezone.localdate(), verb.name
