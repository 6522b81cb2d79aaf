"""Writes inside writes: one transaction, and no part of it fails alone unless a savepoint says so."""

import pytest
from django.db import transaction

from tests.making import build
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import Refused


def names():
    return set(Customer.unscoped.values_list("name", flat=True))


def refused():
    store.create(build(Customer, name="wrong", registration_type="usci", registration_no="1"))


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_takes_everything_with_it(as_system):
    with pytest.raises(Refused), store.whole():
        store.create(build(Customer, name="right"))
        refused()
    assert "right" not in names()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_that_is_caught_inside_breaks_the_whole_loudly(as_system):
    with pytest.raises(transaction.TransactionManagementError), store.whole():
        store.create(build(Customer, name="right"))
        with pytest.raises(Refused):
            refused()
        store.create(build(Customer, name="later"))
    assert not {"right", "later"} & names()


@pytest.mark.django_db(transaction=True)
def test_behind_a_savepoint_it_is_refused_alone(as_system):
    with store.whole():
        store.create(build(Customer, name="right"))
        with pytest.raises(Refused), transaction.atomic():
            refused()
        store.create(build(Customer, name="later"))
    assert {"right", "later"} <= names()


def test_inside_somebody_elses_transaction_it_is_undone_alone(as_system):
    with pytest.raises(Refused), store.whole():
        store.create(build(Customer, name="right"))
        refused()
    assert "right" not in names()
    store.create(build(Customer, name="later"))
    assert "later" in names()
