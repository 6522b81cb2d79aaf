"""Completeness by F-12: scenario A4 comes to 75 and A6 to 100; what is old counts half, what is missing is one click away."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Contact, Customer, Preference
from xianji.customers.profiles import completeness
from xianji.customers.profiles.controls import books_are_complete
from xianji.kit import store
from xianji.org.models import Person


def points(customer):
    return completeness.pointed(Customer.unscoped.filter(pk=customer.pk)).get().halves / completeness.HALVES


def told(cast, customer, *dimensions):
    with cast.acting("alice"):
        for dimension in dimensions:
            make(Preference, customer=customer, dimension=dimension, value="as agreed", owner=cast.person("alice"))


def test_points_of_scenarios_a4_and_a6_and_of_what_is_old(cast, converted, enter):
    with cast.acting("alice"):
        contact = make(Contact, customer=converted, name="设备部经理", is_primary=True, part="influence", mobile="13800138000",
                       email="a@paper-crane.example", owner=cast.person("alice"))  # fmt: skip
    told(cast, converted, "function", "quality")
    assert points(converted) == 75
    assert f"/customers/completeness/{converted.pk}" in enter("alice").get(f"/customers/customers/{converted.pk}").content.decode()
    page = enter("alice").get(f"/customers/completeness/{converted.pk}").content.decode()
    assert enter("carol").get(f"/customers/completeness/{converted.pk}").status_code == 404
    assert f"/customers/customers/{converted.pk}/edit?at=invoice_title" in page
    assert f"/customers/preferences/new?customer={converted.pk}&amp;dimension=price" in page
    with cast.acting("alice"):
        contact.part = "decision"
        store.change(contact)
        customer = Customer.unscoped.get(pk=converted.pk)
        customer.invoice_title, customer.payment_terms = "甲木重工（虚构）", "月结 30 天"
        store.change(customer)
    told(cast, converted, "price", "service")
    assert points(converted) == 100
    Customer.unscoped.filter(pk=converted.pk).update(verified_on=timezone.localdate() - timedelta(days=181))
    assert points(converted) == 100 - (30 + 25 + 10) / 2
    fresh = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=180), time()))
    for created, lost in ((fresh, 0), (fresh - timedelta(seconds=1), (30 + 25 + 10) / 2)):
        Customer.unscoped.filter(pk=converted.pk).update(verified_on=None, created_at=created)
        assert points(converted) == 100 - lost
    Preference.unscoped.filter(customer=converted, dimension="price").update(valid_on=timezone.localdate() - timedelta(days=181))
    assert points(converted) == 100 - (30 + 25 + 10 + 5) / 2
    Customer.unscoped.filter(pk=converted.pk).update(invoice_title="待补", payment_terms="N/A：现款")
    assert points(converted) == 100 - (30 + 25 + 10 + 5) / 2 - 2.5


def test_the_latest_word_counts_and_earlier_ones_stay(cast, converted, enter):
    told(cast, converted, "price")
    with cast.acting("alice"):
        make(Preference, customer=converted, dimension="price", value="now by the year", owner=cast.person("alice"))
        make(Preference, customer=converted, dimension="price", value="long ago", owner=cast.person("alice"),
             valid_on=timezone.localdate() - timedelta(days=400))  # fmt: skip
    page = enter("alice").get(f"/customers/customers/{converted.pk}?tab=valued").content.decode()
    assert page.index("now by the year") < page.index("2 words before") < page.index("as agreed") < page.index("long ago")
    assert Preference.unscoped.count() == 3
    assert enter("carol").get(f"/customers/customers/{converted.pk}?tab=valued").status_code == 404


@pytest.mark.shows("books_are_complete")
def test_a_book_is_judged_by_its_average(cast, converted):
    """75 and 100 points make 87.5, which is not nine tenths."""

    def verdicts():
        found = books_are_complete.check(Person.unscoped.all(), timezone.localdate(), share=books_are_complete.parameters["share"].on(timezone.localdate()))
        return dict(found.values_list("name", "verdict"))

    assert verdicts()["Alice"] == "fail"
    assert verdicts()["Bob"] == "na"
    with cast.acting("alice"):
        for name in ("A", "B"):
            make(Contact, customer=converted, name=name, is_primary=name == "A", part="decision", mobile="13800138000",
                 email="a@paper-crane.example", owner=cast.person("alice"))  # fmt: skip
    told(cast, converted, "function", "quality", "price", "service")
    assert points(converted) == 90
    assert verdicts()["Alice"] == "pass"
