"""The row of a changed record: on top again, and made anew wherever anything has changed that it is made of."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit import sets, store
from xianji.kit.search import gathering, index
from xianji.kit.search.models import SearchRow
from xianji.sales.models import Opportunity


def row_of(record):
    return SearchRow.objects.get(label=record.label(), record_id=record.pk)


def is_right(record):
    """Whether the stored row says what a row made now would say."""
    fresh = type(record).unscoped.get(pk=record.pk)
    stored, (made,) = row_of(record), gathering.rows(type(record), [fresh])
    return {name: getattr(stored, name) for name in gathering.Row._fields} == made._asdict()


def again(record):
    return type(record).unscoped.get(pk=record.pk)


@pytest.fixture
def deal(cast, as_system):
    return make(Opportunity, name="云岫项目", customer=make(Customer, name="云岫科技"), owner=cast.person("alice"), amount=1)


def test_what_changes_nothing_in_it_brings_it_to_the_top_with_the_same_words(deal):
    before = row_of(deal)
    make(Customer)
    deal = again(deal)
    deal.amount = 5
    store.change(deal)
    after = row_of(deal)
    assert (after.tokens, after.title, after.subtitle) == (before.tokens, before.title, before.subtitle)
    assert after.pk > before.pk and after.pk == SearchRow.objects.order_by("-pk").first().pk
    assert is_right(deal)


@pytest.mark.parametrize("values", [{"name": "清风项目"}, {"external_ref": "X-77"}, {"customer": None}])
def test_a_changed_source_makes_it_anew(deal, values):
    before, deal = row_of(deal), again(deal)
    for name, value in values.items():
        setattr(deal, name, value)
    store.change(deal, verb="told")
    assert row_of(deal).tokens != before.tokens
    assert is_right(deal)


def test_a_new_owner_takes_it_along(deal, cast):
    deal = again(deal)
    deal.owner = cast.person("carol")
    store.change(deal)
    assert row_of(deal).org_path == cast.branch.path
    assert is_right(deal)


def test_a_row_that_lies_elsewhere_is_made_anew(deal):
    SearchRow.objects.filter(record_id=deal.pk).update(org_path="9.", tokens="wrong")
    deal = again(deal)
    deal.amount = 7
    store.change(deal)
    assert is_right(deal)


def test_a_secret_that_changed_is_found_by_its_new_number(as_system):
    contact = again(make(Contact, name="林", mobile="13800138000"))
    contact.mobile = "13900139000"
    store.change(contact)
    assert is_right(contact)


def test_the_trash_takes_the_row_away_and_gives_it_back(deal):
    from django.utils import timezone

    deal = again(deal)
    deal.deleted_at = timezone.now()
    store.change(deal, verb="delete")
    assert not SearchRow.objects.filter(label=deal.label(), record_id=deal.pk).exists()
    deal.deleted_at = None
    store.change(deal, verb="restore")
    assert is_right(deal)


def test_a_renamed_customer_renames_the_rows_of_its_deals(deal):
    customer = again(deal.customer)
    customer.name = "清风科技"
    store.change(customer)
    assert row_of(deal).subtitle == "清风科技" and is_right(deal)


def test_rebuilding_one_row_makes_it_anew(deal):
    SearchRow.objects.filter(label=deal.label()).update(tokens="old")
    index.rebuild(deal.label())
    assert is_right(deal)


def test_a_set_of_one_is_written_like_one(deal, cast):
    sets.change_many(Opportunity.unscoped.filter(pk=deal.pk), {"owner": cast.person("carol")}, verb="hand_over")
    (made,) = gathering.rows(Opportunity, [again(deal)])
    assert (row_of(deal).org_path, row_of(deal).tokens) == (cast.branch.path, made.tokens)
