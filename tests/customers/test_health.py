"""Health: points by the table, told row by row, the same in the list after a night; orders are posted down with every write."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.health import score
from xianji.customers.health.rules import Facts, tone
from xianji.customers.models import Customer
from xianji.kit.metrics import figures
from xianji.sales.loyalty import ordered
from xianji.sales.loyalty.controls import buyers_have_a_renewal
from xianji.sales.models import Contract, Opportunity, Order
from xianji.sales.orders.actions import cancel, confirm


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def test_points_follow_the_rows_of_the_table(db):
    on = timezone.localdate()
    cases = [
        (Facts("large", ago(30), 4, ago(90), 1), 100), (Facts("large", ago(31), 4, ago(91), 1), 73), (Facts("large", ago(61)), 0),
        (Facts("medium", ago(60), 1, ago(181)), 45), (Facts("medium", ago(120), 2), 35), (Facts("small", ago(90), 3, ago(180)), 63),
        (Facts(None, ago(91)), 15), (Facts(), 0), (Facts("small", None, 0, None, 2), 20),
    ]  # fmt: skip
    assert [score.points(facts, on) for facts, _points in cases] == [points for _facts, points in cases]
    assert [tone(n) for n in (100, 70, 69, 40, 39, 0)] == ["ok", "ok", "warn", "warn", "bad", "bad"]


def test_orders_are_posted_down_and_health_is_explained(cast, enter, django_assert_max_num_queries):
    with cast.acting("alice"):
        firm = make(Customer, name="Heron Works", size_class="medium", owner=cast.person("alice"))
        orders = [make(Order, customer=firm, ordered_on=ago(days), owner=cast.person("alice")) for days in (10, 200, 364, 365)]
        make(Opportunity, customer=firm, owner=cast.person("alice"))
    with cast.acting("erin"):
        for order in orders:
            confirm(order)
    firm = Customer.unscoped.get(pk=firm.pk)
    assert (firm.orders_year, firm.last_order_on) == (3, ago(10))
    with cast.acting("erin"):
        cancel(orders[0], why="Not taken")
    firm = Customer.unscoped.get(pk=firm.pk)
    assert (firm.orders_year, firm.last_order_on) == (2, ago(200))
    assert ordered.renew(timezone.localdate() + timedelta(days=200)) == 1
    assert Customer.unscoped.get(pk=firm.pk).orders_year == 0
    assert ordered.renew() == 1
    Customer.unscoped.filter(pk=firm.pk).update(last_contact_on=ago(5))
    firm = Customer.unscoped.get(pk=firm.pk)
    score.explained(firm)
    with django_assert_max_num_queries(1):
        total, why, href = score.explained(firm)
    assert (total, [one.points for one in why]) == (75, [35, 20, 20]) and "customer.health/1?row=" in href
    assert score.renew() == 1 and score.renew() == 0
    lost = make(Customer, owner=cast.person("alice"))
    Customer.unscoped.filter(pk=lost.pk).update(state="lost", health=50)
    assert score.renew() == 1 and Customer.unscoped.get(pk=lost.pk).health is None
    assert "75 of 100 points" in enter("alice").get(f"/customers/customers/{firm.pk}").content.decode()
    page = enter("alice").get(f"/customers/customers/{firm.pk}?tab=plans").content.decode()
    assert "Spoken with within the time of its class" in page and "A deal is open" in page
    rows = enter("alice").get("/customers/customers/?sort=-health&columns=name,health").content.decode()
    assert ">75<" in rows.replace(" ", "")


@pytest.mark.shows("buyers_have_a_renewal")
def test_a_medium_customer_who_keeps_buying_has_a_dated_renewal(as_system):
    today = timezone.localdate()
    cases = {"renewal": (2, "medium", {"expected_on": today}), "past": (2, "medium", {"expected_on": ago(1)}), "no date": (3, "medium", {}),
             "none": (2, "medium", None), "new deal": (2, "medium", {"expected_on": today, "is_renewal": False}),
             "one order": (1, "medium", None), "large": (5, "large", None)}  # fmt: skip
    for name, (orders, size, deal) in cases.items():
        one = make(Customer, name=name, size_class=size)
        Customer.unscoped.filter(pk=one.pk).update(state="active", orders_year=orders, last_order_on=today)
        if deal is not None:
            make(Opportunity, customer=one, **{"is_renewal": True, **deal})
    found = buyers_have_a_renewal.check(Customer.unscoped.all(), today).values_list("name", "verdict")
    assert dict(found) == {"renewal": "pass", "past": "fail", "no date": "fail", "none": "fail", "new deal": "fail", "one order": "na",
                           "large": "na"}  # fmt: skip
    agreed = make(Contract, customer=Customer.unscoped.get(name="none"), kind="framework")
    for state, until, verdict in (("draft", None, "fail"), ("effective", None, "pass"), ("performing", ago(-1), "pass"), ("effective", ago(1), "fail")):
        Contract.unscoped.filter(pk=agreed.pk).update(state=state, expires_on=until)
        assert dict(buyers_have_a_renewal.check(Customer.unscoped.all(), today).values_list("name", "verdict"))["none"] == verdict
    Contract.unscoped.filter(pk=agreed.pk).update(state="effective", expires_on=None, kind="sale")
    assert dict(buyers_have_a_renewal.check(Customer.unscoped.all(), today).values_list("name", "verdict"))["none"] == "fail"


def test_repurchase_and_stable_customers_are_figures(cast):
    for orders, size in [(0, "small"), (1, "small"), (2, "small"), (3, "small"), (4, "large")]:
        one = make(Customer, size_class=size, owner=cast.person("alice"))
        Customer.unscoped.filter(pk=one.pk).update(orders_year=orders, last_order_on=timezone.localdate() if orders else None)
    with cast.acting("erin"):
        found = {name: figures(name).total.value for name in ("repurchase_rate", "stable_small_customers")}
        assert {name: str(value) for name, value in found.items()} == {"repurchase_rate": "0.750000", "stable_small_customers": "0.333333"}
        assert figures("stable_small_customers", by="quarter").rows
