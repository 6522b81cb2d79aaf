"""What orders make a customer worth: the formulas at their bounds, and what is posted from orders."""

from datetime import date, timedelta
from decimal import Decimal as D

from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer, CustomerValue
from xianji.customers.value import rules
from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Order
from xianji.sales.orders.bought import post_all


def test_formulas():
    assert rules.lifetime(D(100_000), D("0.8"), D("0.1"), 5) == D("265512.17")
    assert rules.lifetime(D(100_000), D("0.8"), D("0.1"), None) == D("333333.33")
    assert rules.lifetime(D(100_000), D("1.1"), D("0.1"), 5) is None
    assert rules.months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert rules.months_before(date(2026, 3, 31), 12) == date(2025, 3, 31)
    assert [rules.by_breaks(day, rules.RECENT, low_is_good=True) for day in (0, 30, 31, 120, 240, 241)] == [5, 5, 4, 3, 2, 1]
    assert [rules.by_breaks(D(amount), rules.MUCH) for amount in (1_000_000, 999_999, 50_000, 49_999)] == [5, 4, 2, 1]
    assert rules.by_fifths([50, 40, 30, 20, 10]) == [5, 4, 3, 2, 1]
    assert rules.by_fifths([7, 7, 7, 7, 1]) == [5, 5, 5, 5, 1]
    assert rules.by_fifths([1, 2, 3, 4, 5], low_is_good=True) == [5, 4, 3, 2, 1]
    assert rules.abc([D(10), D(70), D(20), D(0), D(-5)]) == ["C", "A", "B", "C", "C"]
    assert rules.abc([D(69), D(21), D(10)]) == ["A", "A", "C"]
    assert rules.abc([]) == [] and rules.rfm([], [], []) == []


def test_orders_are_added_up_and_scored(cast, enter):
    today = timezone.localdate()
    with acting(SYSTEM):
        customers = [make(Customer, name=name, owner=cast.person("alice")) for name in ("Core", "Lost", "Drafts")]
        sold = [(0, 5, 600_000), (0, 40, 600_000), (0, 400, 50), (1, 400, 900_000), (2, 1, 5)]
        orders = [Order(customer=customers[at], amount=D(amount), ordered_on=today - timedelta(days=ago), owner=cast.person("alice"),
                        state="draft" if at == 2 else "confirmed") for at, ago, amount in sold]  # fmt: skip
        sets.insert_many(Order, orders)
        CustomerValue.objects.create(customer_id=customers[2].pk, first_on=today, last_on=today)
        assert post_all() == 2
        assert post_all() == 0
    core, lost = CustomerValue.objects.order_by("pk")
    assert (core.orders, core.revenue, core.total, core.first_on) == (2, D(1_200_000), D(1_200_050), today - timedelta(days=400))
    assert (core.recency, core.frequency, core.monetary, core.segment, core.abc) == (5, 2, 5, "new", "A")
    assert core.lifetime == rules.lifetime(D(360_000), D("0.8"), D("0.1"), 5)
    assert (lost.orders, lost.revenue, lost.segment, lost.abc, lost.lifetime) == (0, D(0), "lost", "C", D(0))
    alice = enter("alice")
    page = alice.get(f"/customers/customers/{core.pk}?tab=value").content.decode()
    assert "1,200,050" in page and "Growing newcomers" in page and "ordered_on=" in page
    page = alice.get(f"/customers/customers/{lost.pk}?tab=value").content.decode()
    assert "Average order" in page and "—" in page
