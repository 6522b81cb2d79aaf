"""The loader writes what Django's own set forms write, and never gives an id twice."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.making import build, make
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.kit import numbering, store
from xianji.org import loading
from xianji.org.among import Among
from xianji.org.blanks import blanks
from xianji.org.models import Person
from xianji.sales.models import Opportunity


def ready(model, count):
    records = [build(model) for _ in range(count)]
    numbering.give(records)
    store.stamp_many(records, new=True)
    store.place_many(records)
    return records


@pytest.mark.parametrize("model", [Customer, Contact, Opportunity, Product, Person])
def test_rows_read_back_as_they_were_given(as_system, model):
    records = ready(model, 4)
    loading.insert(records)
    for record in records:
        stored = model.unscoped.get(pk=record.pk)
        for field in model._meta.concrete_fields:
            assert getattr(stored, field.attname) == getattr(record, field.attname), field.name


def test_text_that_looks_like_a_command_stays_text(as_system):
    texts = ["\\N", "a\tb", "line\nline", "\\.", "\\\\", "'; DROP", '"', "%s", "苏州🏮", " "]
    records = ready(Customer, len(texts))
    for record, text in zip(records, texts, strict=True):
        record.name = text
    loading.insert(records)
    assert [Customer.unscoped.get(pk=record.pk).name for record in records] == texts


def test_ids_follow_and_none_returns(as_system):
    first = ready(Customer, 3)
    loading.insert(first)
    Customer.unscoped.filter(pk__gte=first[1].pk)._raw_delete("default")
    second = ready(Customer, 2)
    loading.insert(second)
    assert min(r.pk for r in second) > first[-1].pk
    assert make(Customer).pk > second[-1].pk


def test_what_the_database_refuses_is_an_error_of_the_database(as_system):
    records = ready(Customer, 2)
    records[1].number = records[0].number
    with pytest.raises(DatabaseError), transaction.atomic():
        loading.insert(records)
    assert not Customer.unscoped.exists()


def test_each_row_is_changed_to_its_own_values(as_system):
    records = [make(Product, list_price=Decimal(n)) for n in range(5)]
    for place, record in enumerate(records):
        record.list_price, record.name = Decimal(place) / 4, f"Kite {place}"
    loading.update(records, ["list_price", "name"])
    stored = Product.unscoped.order_by("pk").values_list("list_price", "name")
    assert list(stored) == [(Decimal(place) / 4, f"Kite {place}") for place in range(5)]


def test_fingerprints_are_made_in_bulk_too(as_system):
    people = ready(Person, 2)
    people[0].mobile = "13800138000"
    loading.insert(people)
    stored = Person.unscoped.get(pk=people[0].pk)
    assert stored.mobile == "13800138000" and stored.mobile_mark == Person._meta.get_field("mobile_mark").mark("13800138000")


@pytest.mark.parametrize("model", [Customer, Opportunity, Person, Entry])
def test_a_blank_is_what_the_model_makes(db, model):
    made, blank = model(), blanks(model)
    one, other = blank(), blank()
    assert {k: v for k, v in one.__dict__.items() if k != "_state"} == {k: v for k, v in made.__dict__.items() if k != "_state"}
    assert one._state is not other._state and one._state.adding
    if model is Entry:
        assert one.changes is not other.changes


@pytest.mark.parametrize("name", ["pk", "external_ref", "owner"])
def test_among_is_the_same_as_in(as_system, name):
    owners = [make(Person) for _ in range(2)]
    made = [make(Customer, external_ref=f"R{n}", owner=owners[n % 2]) for n in range(6)]
    values = {"pk": [made[0].pk, made[3].pk, 10**9], "external_ref": ["R1", "R'5", "R4"], "owner": [owners[0].pk]}[name]
    both = (Customer.unscoped.filter(**{f"{name}__in": values}), Customer.unscoped.filter(Among(name, values)))
    assert set(both[0]) == set(both[1]) != set()
    assert not Customer.unscoped.filter(Among(name, [])).exists()


def test_among_has_no_limit(as_system):
    made = make(Customer, external_ref="R7")
    assert Customer.unscoped.get(Among("external_ref", [f"R{n}" for n in range(300_000)])) == made


def test_keys_are_found_by_their_index(as_system):
    from xianji.kit.imports.rows import filled

    loading.insert(many := ready(Customer, 2000))
    for n, record in enumerate(many):
        record.external_ref = f"R{n}"
    loading.update(many, ["external_ref"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_customer")
    rows = filled(Customer.unscoped.filter(Among("external_ref", ["R1", "R2"]), deleted_at=None), "external_ref")
    assert "customers_ref" in rows.explain()


def test_moments_and_nothing_stand_side_by_side(as_system):
    from django.utils import timezone

    from xianji.kit.webhooks.models import Webhook

    at = timezone.now()
    rests = [None, at, None]
    records = [build(Webhook, rests_until=rest) for rest in rests]
    store.stamp_many(records, new=True)
    with transaction.atomic():
        loading.insert(records)
    assert list(Webhook.unscoped.order_by("pk").values_list("rests_until", flat=True)) == rests
