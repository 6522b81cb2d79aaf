"""One row is written with the very values that Django would write."""

import pytest
from django.db import IntegrityError, connection

from tests.making import build, make
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.kit import registry, store
from xianji.org import single
from xianji.org.fields import EncryptedField


def as_django(place, record):
    return place.field.get_db_prep_save(place.field.pre_save(record, True), connection)


def test_every_column_of_every_kind_is_taken_as_django_takes_it(as_system):
    for resource in registry.resources.values():
        record = make(resource.model)
        for place in single.places(resource.model):
            value = place.value(record, connection, new=True)
            if not isinstance(place.field, EncryptedField):
                assert str(value) == str(as_django(place, record)), (resource.label, place.name)


def test_every_kind_is_read_back_as_it_was_stored(as_system):
    for resource in registry.resources.values():
        record = make(resource.model)
        again = resource.model.unscoped.get(pk=record.pk)
        for field in record._meta.concrete_fields:
            assert getattr(again, field.attname) == getattr(record, field.attname), (resource.label, field.name)


def test_only_the_named_columns_change(as_system):
    customer = make(Customer, name="before", country="CN")
    customer.name, customer.country = "after", "TW"
    assert single.update(customer, ["name"], version=1)
    assert Customer.unscoped.values_list("name", "country").get(pk=customer.pk) == ("after", "CN")


def test_a_row_of_another_version_stays_as_it_is(as_system):
    customer = make(Customer, name="before")
    customer.name = "after"
    assert not single.update(customer, ["name"], version=2)
    assert Customer.unscoped.get(pk=customer.pk).name == "before"


def test_the_fingerprint_follows_what_it_is_of(as_system):
    contact = make(Contact, mobile="13800138000")
    contact.mobile = "13900139000"
    store.change(contact)
    mark = Contact._meta.get_field("mobile_mark").mark("13900139000")
    assert Contact.unscoped.get(mobile_mark=mark).mobile == "13900139000"


def test_a_link_to_what_was_never_stored_is_refused(as_system):
    with pytest.raises(ValueError, match="unsaved related object"):
        single.insert(build(Contact, customer=Customer(name="nowhere")))


def test_the_database_keeps_what_must_be_unique(as_system):
    first = make(Product)
    with pytest.raises(IntegrityError):
        single.insert(build(Product, sku=first.sku, created_at=first.created_at, updated_at=first.updated_at))
