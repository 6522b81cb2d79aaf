"""A record read by its key is seen by exactly those who would find it in the list."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.kit.every_resource.house import House
from xianji.kit.records.finding import seen
from xianji.lib import actor
from xianji.lib.actor import NoActor
from xianji.org.models import Share


def test_it_is_shown_to_those_whose_list_has_it(house: House, resource: Any) -> None:
    for name in house.users:
        with house.acting(name):
            listed = set(resource.model.objects.values_list("pk", flat=True))
            shown = {pk for pk in resource.model.unscoped.values_list("pk", flat=True) if seen(resource.model, pk)}
        assert shown == listed, name


@pytest.mark.sampled
def test_what_lies_in_the_trash_is_shown_only_where_it_is_asked_for(house: House, resource: Any) -> None:
    record = house.first(resource)
    resource.model.unscoped.filter(pk=record.pk).update(deleted_at=timezone.now())
    with house.acting("all"):
        assert seen(resource.model, record.pk) is None
        assert seen(resource.model, record.pk, trashed=True) == record
    with house.acting("nobody"):
        assert seen(resource.model, record.pk, trashed=True) is None


@pytest.mark.sampled
@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (-1, False), (None, True)])
def test_a_share_shows_it_as_long_as_it_lasts(house: House, owned: Any, days: int | None, is_shown: bool) -> None:
    from xianji.lib.actor import Actor, Reach

    record, theirs = house.first(owned), house.actor("theirs")
    until = None if days is None else timezone.localdate() + timedelta(days=days)
    Share.objects.create(label=owned.label, record_id=record.pk, person_id=theirs.person_id, until_on=until)
    shared = {owned.permission("view"): Reach(own=True, shared=True)}
    with actor.acting(Actor("theirs", person_id=theirs.person_id, rights=shared)):
        assert bool(seen(owned.model, record.pk)) is is_shown is owned.model.objects.filter(pk=record.pk).exists()


@pytest.mark.sampled
def test_nobody_finds_nothing(house: House, resource: Any) -> None:
    with actor.acting(None), pytest.raises(NoActor):
        seen(resource.model, house.first(resource).pk)


@pytest.mark.parametrize("pk", [0, -1, 2**63, 10**30])
def test_a_number_that_is_no_id_finds_nothing(house: House, pk: int) -> None:
    from xianji.customers.models import Customer

    with house.acting("all"):
        assert seen(Customer, pk) is None
