"""What comes back from the trash has its place again; what has to be named shows something."""

import pytest

from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.duplicates.controls import company_is_new
from xianji.customers.models import Contact, Customer
from xianji.kit import verbs
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
