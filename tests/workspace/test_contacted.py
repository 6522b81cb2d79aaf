"""Each talk is posted down into its customer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import build, make
from xianji.customers.models import Contact, Customer
from xianji.kit import sets, verbs
from xianji.sales.models import Opportunity
from xianji.workspace.models import Activity

pytestmark = pytest.mark.django_db


def talk(about, days, kind="call"):
    at = timezone.now() - timedelta(days=days)
    return build(Activity, subject="x", kind=kind, about_label=about.label(), about_id=about.pk, at=at)


def day(days):
    return timezone.localdate(timezone.now() - timedelta(days=days))


def last(customer):
    return Customer.unscoped.get(pk=customer.pk).last_contact_on


def test_the_newest_talk_with_the_customer_its_contact_or_about_its_deal_counts(as_system):
    customer = make(Customer)
    contact, deal = make(Contact, customer=customer), make(Opportunity, customer=customer)
    sets.insert_many(Activity, [talk(customer, 9), talk(contact, 6), talk(deal, 3), talk(customer, -2)])
    assert last(customer) == day(3)


def test_notes_are_no_talk_and_a_deleted_talk_no_longer_counts(as_system):
    customer = make(Customer)
    sets.insert_many(Activity, [talk(customer, 5), talk(customer, 1, "note"), talk(customer, 2, "mail")])
    assert last(customer) == day(2)
    verbs.delete(Activity.unscoped.get(kind="mail"))
    assert last(customer) == day(5)


def test_a_customer_that_somebody_edits_meanwhile_is_not_made_stale(as_system):
    customer = make(Customer)
    sets.insert_many(Activity, [talk(customer, 0)])
    assert Customer.unscoped.get(pk=customer.pk).version == customer.version
