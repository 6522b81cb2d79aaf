"""Customers that several tests here stand on."""

from decimal import Decimal

import pytest

from tests.making import make
from xianji.catalog.models import Term
from xianji.customers.models import Contact, Customer
from xianji.org.models import Region

USCI = "91350100M000100Y43"


@pytest.fixture
def industry(as_system):
    return make(Term, dictionary="industry", code="heavy", name="Machinery", standing="priority")


@pytest.fixture
def converted(cast, industry):
    """Invented, with 1,450 people and a potential of 4.2 million; no order yet."""
    with cast.acting("alice"):
        return make(
            Customer, name="甲木重工（虚构）", registration_type="usci", registration_no=USCI, industry=industry, employees=1450,
            annual_revenue=Decimal(900_000_000), potential=Decimal(4_200_000), need_kind="project", need_profile="精度与交期",
            address="纸鹤路 1 号", region=make(Region), owner=cast.person("alice"),
        )  # fmt: skip


@pytest.fixture
def firm(cast):
    with cast.acting("alice"):
        made = make(Customer, name="Heron Works", size_class="large", owner=cast.person("alice"))
        for n, part in enumerate(("decision", "influence", "tech")):
            make(Contact, customer=made, name=f"Contact {n}", part=part, influence=5 - n, closeness=2 * n + 1, owner=cast.person("alice"))
    return Customer.unscoped.get(pk=made.pk)
