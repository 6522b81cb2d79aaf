"""Customers are sorted by the table, at night and on change; a hand goes before it for a while, agreed to by another."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests import actions as answers
from xianji.audit.models import Entry
from xianji.customers.classification import rules
from xianji.customers.classification.actions import end, set_class
from xianji.customers.classification.deciding import classify
from xianji.customers.classification.jobs import nightly
from xianji.customers.models import ClassificationResult, ClassOverride, Customer, CustomerValue
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Order
from xianji.sales.orders.actions import confirm

TODAY = timezone.localdate


def result_of(customer):
    return ClassificationResult.objects.get(customer_id=customer.pk, until=None)


def stored(customer):
    return Customer.unscoped.get(pk=customer.pk)


def test_a_converted_lead_is_sorted_at_once_as_scenario_a4_says(converted):
    made = result_of(converted)
    assert made.parts == {"scale": 25, "trade": 25, "industry": 20, "need": 30}
    assert (made.points, made.size, made.shown, made.is_complete) == (100, "large", "potential", True)
    assert (made.points_version, made.size_version, made.as_of) == (1, 1, TODAY())
    now = stored(converted)
    assert (now.size_class, now.shown_class) == ("large", "potential")
    assert (converted.size_class, converted.version) == ("large", now.version) == ("large", 1)
    with acting(SYSTEM):
        converted.employees, converted.need_kind = 20, "occasional"
        store.change(converted)
    assert (converted.size_class, converted.version, stored(converted).version) == ("medium", 3, 3)
    entry = Entry.objects.get(label="customers.customer", record_id=converted.pk, verb="classify")
    assert entry.changes["size_class"] == ["large", "medium"], entry.changes


def test_the_bounds_of_the_table(as_system, industry):
    """Points, revenue and the age of orders at their bounds: 75 and 45, five million, 24 and 12 months."""
    today = TODAY()
    cases = {
        # name: (staff, need, revenue, first order days ago, last order days ago, state) → (points, size, class)
        "75 is large": ((20, "project", 2_000_000, 800, 10, "active"), (83, "large", "large")),
        "medium": ((20, "occasional", 500_000, 800, 10, "active"), (53, "medium", "medium")),
        "small": ((1, "occasional", 1, 800, 10, "active"), (36, "small", "small")),
        "five million alone": ((1, "occasional", 5_000_000, 800, 10, "active"), (58, "large", "large")),
        "a cent less": ((1, "occasional", Decimal("4999999.99"), 800, 10, "active"), (58, "medium", "medium")),
        "no order in 24 months": ((20, "project", 0, 1500, 740, "dormant"), (58, "medium", "potential")),
        "blacklisted": ((1450, "project", 9_000_000, 800, 10, "blacklist"), (83, "", "blacklist")),
    }
    made = {}
    for name, ((staff, need, revenue, first, last, state), _wanted) in cases.items():
        customer = make(Customer, name=name, industry=industry, employees=staff, annual_revenue=Decimal(3_000_000), need_kind=need)
        Customer.unscoped.filter(pk=customer.pk).update(state=state)
        CustomerValue.objects.create(customer_id=customer.pk, first_on=today - timedelta(first), last_on=today - timedelta(last),
                                     orders=1, revenue=revenue, total=revenue)  # fmt: skip
        made[name] = customer
    classify([one.pk for one in made.values()])
    found = {name: result_of(one) for name, one in made.items()}
    assert {name: (one.points, one.size, one.shown) for name, one in found.items()} == {name: case[1] for name, case in cases.items()}
    assert stored(made["blacklisted"]).size_class
    assert rules.is_new(today - timedelta(360), today) and not rules.is_new(today - timedelta(370), today)


def test_what_was_typed_counts_until_the_file_says_enough(as_system, industry):
    customer = make(Customer, name="Half known", size_class="medium", industry=industry)
    assert nightly(TODAY()) >= 1
    first = result_of(customer)
    assert (first.is_complete, first.size, first.size_rows, stored(customer).size_class) == (False, "medium", "", "medium")
    customer = stored(customer)
    customer.employees, customer.annual_revenue, customer.need_kind = 1, Decimal(10), "occasional"
    store.change(customer)
    now = result_of(customer)
    assert (now.is_complete, now.size, bool(now.size_rows)) == (True, "small", True)
    customer.size_class = "large"
    with pytest.raises(Refused) as refused:
        store.change(customer)
    assert "Set the class by hand" in refused.value.fields["size_class"][0]


def test_a_night_writes_only_what_differs_or_is_old(converted):
    with acting(SYSTEM):
        assert nightly(TODAY()) == 0
        assert nightly(TODAY() + timedelta(days=rules.RENEWED)) == 1
    both = list(ClassificationResult.objects.filter(customer_id=converted.pk).order_by("as_of").values_list("until", "size"))
    assert both == [(TODAY() + timedelta(days=rules.RENEWED), "large"), (None, "large")]


def test_a_confirmed_order_makes_more_than_a_potential_customer(cast, converted):
    with cast.acting("alice"):
        order = make(Order, customer=converted, amount=Decimal(700_000), owner=cast.person("alice"))
    assert not CustomerValue.objects.filter(pk=converted.pk).exists()
    with cast.acting("bob"):
        confirm(Order.unscoped.get(pk=order.pk))
    value = CustomerValue.objects.get(pk=converted.pk)
    assert (value.orders, value.revenue, value.total) == (1, Decimal(700_000), Decimal(700_000))
    assert stored(converted).shown_class == "large"


def test_a_class_set_by_hand_is_agreed_to_by_another_and_ends(cast, converted):
    until = TODAY() + timedelta(days=30)
    with cast.acting("alice"):
        for wrong in (TODAY() + timedelta(days=181), TODAY() - timedelta(days=1)):
            with pytest.raises(Refused) as refused:
                set_class(converted, size="medium", why="They split up", until=wrong)
            assert "180" in refused.value.fields["until"][0]
        set_class(converted, size="medium", why="They split up", until=until)
    override = ClassOverride.unscoped.get()
    request = Request.unscoped.get(about_label="customers.classoverride", about_id=override.pk)
    asked = set(request.seats.values_list("person_id", flat=True))
    assert asked and cast.person("alice").pk not in asked
    assert stored(converted).size_class == "large"
    decider = next(name for name in cast.users if cast.person(name).pk in asked)
    with cast.acting(decider):
        answers.approve(request)
    override.refresh_from_db()
    assert (override.state, override.approver_id) == ("holds", cast.person(decider).pk)
    assert (stored(converted).size_class, stored(converted).shown_class) == ("medium", "medium")
    assert result_of(converted).override_id == override.pk
    with acting(SYSTEM):
        nightly(until + timedelta(days=1))
    override.refresh_from_db()
    assert (override.state, stored(converted).size_class, stored(converted).shown_class) == ("ended", "large", "potential")
    assert end.when == ("holds",)
