"""What comes back from the trash has its place again; what has to be named shows something."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.duplicates.controls import company_is_new
from xianji.customers.models import Contact, Customer
from xianji.kit import registry, verbs
from xianji.kit.bulk import works
from xianji.kit.bulk.deeds import deed_of
from xianji.kit.bulk.parts import carried_out
from xianji.kit.refusals import Blocked, Refused, WrongState
from xianji.lib.text.showing import shows

__all__ = ["in_force"]


def test_nothing_comes_back_to_what_lies_in_the_trash_itself(as_system):
    customer = make(Customer, name="Paper Boats")
    contact = make(Contact, customer=customer)
    for one in (contact, customer):
        verbs.delete(one)
    with pytest.raises(WrongState, match="Paper Boats"):
        verbs.restore(Contact.unscoped.get(pk=contact.pk))
    for one in (Customer.unscoped.get(pk=customer.pk), Contact.unscoped.get(pk=contact.pk)):
        assert verbs.restore(one).deleted_at is None


def test_a_company_that_was_entered_meanwhile_is_not_restored_beside_it(as_system, in_force):
    in_force(company_is_new)
    first = verbs.create(Customer, {"name": "Paper Boats", "registration_no": "04595257"})
    verbs.delete(first)
    second = verbs.create(Customer, {"name": "Paper Boats Limited", "registration_no": "04595257"})
    with pytest.raises(Blocked):
        verbs.restore(Customer.unscoped.get(pk=first.pk))
    verbs.delete(second)
    assert verbs.restore(Customer.unscoped.get(pk=first.pk)).deleted_at is None


def test_of_many_those_whose_place_is_gone_stay_and_hold_up_no_other(as_system):
    gone, there = make(Customer, name="Gone"), make(Customer, name="There")
    contacts = [make(Contact, customer=one) for one in (gone, there, there, there)]
    for one in (*contacts, gone):
        verbs.delete(one)
    resource = registry.resource_of(Contact)
    work = works.work_of(resource, deed_of(resource, "restore"), {}, "", "web")
    rows = list(Contact.unscoped.filter(pk__in=[one.pk for one in contacts]).order_by("pk"))
    with CaptureQueriesContext(connection) as asked:
        outcome = carried_out(work, rows)
    assert [row.customer_id for row in outcome.done] == [there.pk] * 3
    assert [(row.customer_id, type(refusal)) for row, refusal in outcome.refused] == [(gone.pk, WrongState)]
    again = verbs.delete(Contact.objects.get(pk=outcome.done[0].pk))
    with CaptureQueriesContext(connection) as of_one:
        assert len(carried_out(work, [Contact.unscoped.get(pk=again.pk)]).done) == 1
    assert len(asked) <= len(of_one) + 2


def test_of_many_a_control_that_blocks_restoring_is_asked(as_system, in_force):
    in_force(company_is_new)
    first = verbs.create(Customer, {"name": "Paper Boats", "registration_no": "04595257"})
    other = verbs.create(Customer, {"name": "Tin Drums", "registration_no": "22099131"})
    for one in (first, other):
        verbs.delete(one)
    verbs.create(Customer, {"name": "Paper Boats Limited", "registration_no": "04595257"})
    resource = registry.resource_of(Customer)
    work = works.work_of(resource, deed_of(resource, "restore"), {}, "", "web")
    outcome = carried_out(work, list(Customer.unscoped.filter(pk__in=[first.pk, other.pk]).order_by("pk")))
    assert [row.pk for row in outcome.done] == [other.pk] and [type(told) for _row, told in outcome.refused] == [Blocked]


@pytest.mark.parametrize("name", ["   ", "\u3000", "\u200b\u200b", "\u202e\u202c", "\ufeff", "\u3164", "\u2800", "\u0301", "\u00ad"])
def test_a_name_shows_something(as_system, name):
    assert not shows(name)
    with pytest.raises(Refused, match="name"):
        verbs.create(Customer, {"name": name})
    kept = make(Customer, name="Paper Boats")
    with pytest.raises(Refused, match="name"):
        verbs.change(kept, {"name": name})


@pytest.mark.parametrize("name", ["华清", "\u202bשלום\u202c", "a\u200bb", "7", "—"])
def test_what_shows_something_is_a_name(as_system, name):
    assert shows(name) and verbs.create(Customer, {"name": name}).name == name


def test_no_text_holds_the_sign_that_ends_it(as_system):
    with pytest.raises(Refused, match="Null characters"):
        verbs.create(Customer, {"name": "Paper\x00Boats"})
    with pytest.raises(Refused, match="Null characters"):
        verbs.create(Customer, {"name": "Paper Boats", "address": "\x00"})
