"""A customer is active with the first deal won and dormant after a year without one."""

from datetime import timedelta

from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import win
from xianji.sales.opportunities.won import put_to_rest


def state_of(customer: Customer) -> str:
    return Customer.unscoped.values_list("state", flat=True).get(pk=customer.pk)


def test_a_win_makes_a_prospect_active(as_system):
    customer = make(Customer)
    win(make(Opportunity, customer=customer), amount=5)
    assert state_of(customer) == "active"
    assert Entry.objects.filter(label="customers.customer", record_id=customer.pk).latest("id").reason


def test_a_win_does_not_pardon(as_system):
    customer = make(Customer, state="blacklist")
    win(make(Opportunity, customer=customer), amount=5)
    assert state_of(customer) == "blacklist"


def test_a_win_of_long_ago_leaves_a_prospect_a_prospect(as_system):
    customer = make(Customer)
    win(make(Opportunity, customer=customer), amount=5, closed_on=timezone.localdate() - timedelta(days=400))
    assert state_of(customer) == "prospect"


def test_a_year_without_a_win_and_a_customer_rests(as_system):
    awake, asleep = make(Customer), make(Customer, state="active")
    deal = make(Opportunity, customer=awake)
    win(deal, amount=5)
    assert put_to_rest() == 1
    assert (state_of(awake), state_of(asleep)) == ("active", "dormant")


def test_a_resting_customer_wakes_with_the_next_win(as_system):
    customer = store.create(Customer(name="Paper Lantern Ltd", state="dormant"))
    win(make(Opportunity, customer=customer), amount=5)
    assert state_of(customer) == "active"
