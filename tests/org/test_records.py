"""A record that was read is what Django would have made of the row."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.signals import post_init, pre_init

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.org.records import Record


def test_a_whole_row_is_put_in_place_as_django_would(as_system):
    for resource in registry.resources.values():
        model = resource.model
        read = model.unscoped.get(pk=make(model).pk)
        names = [field.attname for field in model._meta.concrete_fields]
        made = models.Model.from_db.__func__(model, "default", names, [getattr(read, name) for name in names])
        made._loaded = read._loaded
        assert {**vars(read), "_state": None} == {**vars(made), "_state": None}
        assert (read._state.adding, read._state.db) == (made._state.adding, made._state.db)


def test_records_have_nothing_that_this_would_leave_out():
    for resource in registry.resources.values():
        assert "__init__" not in {name for one in resource.model.__mro__ if one is not models.Model and one is not object
                                  for name in vars(one)}  # fmt: skip
        assert not pre_init.has_listeners(resource.model) and not post_init.has_listeners(resource.model)


def test_a_record_of_which_a_part_was_read_reads_the_rest(as_system):
    customer = Customer.unscoped.only("name").get(pk=make(Customer, name="Heron", country="TW").pk)
    assert customer.get_deferred_fields() and customer.country == "TW"


def test_links_are_read_and_replaced_as_ever(as_system):
    parents = [make(Customer, name=name) for name in ("one", "two")]
    customer = Customer.unscoped.get(pk=make(Customer, parent=parents[0]).pk)
    assert customer.parent.name == "one"
    customer.parent_id = parents[1].pk
    assert customer.parent.name == "two"


def test_no_record_is_saved_past_the_store(as_system):
    assert issubclass(Customer, Record)
    with pytest.raises(PermissionDenied):
        make(Customer).save()
