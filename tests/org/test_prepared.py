"""A question compiled once answers as the queryset does that it was made from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.org.prepared import Given, Question, by_key
from xianji.sales.models import Opportunity


def stored(record):
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


@pytest.fixture
def deals(as_system):
    customer = make(Customer, name="Heron Works")
    return [make(Opportunity, amount="12.50", customer=customer), make(Opportunity, amount=None)]


def test_a_record_is_read_as_by_its_queryset(deals):
    contact = make(Contact, mobile="13800138000")
    for record in [*deals, contact]:
        asked = by_key(type(record)).one(pk=record.pk)
        whole = type(record).unscoped.get(pk=record.pk)
        assert stored(asked) == stored(whole)
        assert asked._loaded == whole._loaded
        assert (asked._state.db, asked._state.adding) == ("default", False)


def test_what_it_links_to_comes_in_the_same_statement(deals, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = [by_key(Opportunity, "customer", "owner").one(pk=deal.pk) for deal in deals]
        told = [(str(one.customer) if one.customer else "", one.owner) for one in found]
    assert told == [("Heron Works", None), ("", None)]


def test_it_is_compiled_once_and_asked_each_time(deals):
    made = []

    def rows():
        made.append(1)
        return Opportunity.unscoped.filter(pk=Given("pk", Opportunity._meta.pk)).values_list("pk", "amount")

    with CaptureQueriesContext(connection) as found:
        for deal in [*deals, *deals]:
            assert Question("once", rows, Opportunity).rows(pk=deal.pk) == [(deal.pk, deal.amount)]
    assert (len(made), len(found)) == (1, 4)


def test_nothing_is_found_where_nothing_is(as_system):
    assert by_key(Customer).one(pk=10**9) is None


def test_a_value_is_taken_as_its_field_takes_it(deals):
    field = Opportunity._meta.get_field("amount")
    question = Question("by amount", lambda: Opportunity.unscoped.filter(amount=Given("amount", field)), Opportunity)
    assert [one.pk for one in question.records(amount=deals[0].amount)] == [deals[0].pk]
