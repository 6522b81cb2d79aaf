"""A customer of alice's that grace rates."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.risk.models import CreditAssessment

__all__ = ["in_force"]
GOOD = {"punctual": "0.98", "years": "5", "current": "2", "quick": "1", "net_margin": "0.08", "revenue": "400000000", "debt": "0.4",
        "assets": "100000000", "cover": "0.8"}  # fmt: skip
WORDS = {"record": "clean", "security": "insured", "outlook": "growing", "setting": "good", "supplier": "sole"}


@pytest.fixture
def firm(cast):
    with cast.acting("alice"):
        return make(Customer, name="Heron Works", owner=cast.person("alice"))


@pytest.fixture
def rated(firm):
    """`rated(monthly_sales=300_000, debt="0.6")`: a rating that holds; the best there is but for what is named."""

    def put(**more):
        return standing_sheet(firm, state="active", approved_on=timezone.localdate(), **more)

    return put


def standing_sheet(customer, **more):
    """A stored sheet, the best there is but for what is named."""
    from xianji.risk.assessments.scoring import bring

    today = timezone.localdate()
    values = {name: Decimal(value) for name, value in GOOD.items()} | WORDS | {"statements_on": today - timedelta(days=90)}
    with acting(SYSTEM):
        one = CreditAssessment(customer=customer, as_of=today, **values | more)
        bring(one)
        return make_stored(one)


def make_stored(one):
    from xianji.kit import store

    return store.create(one)
