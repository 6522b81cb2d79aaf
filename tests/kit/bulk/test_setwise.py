"""The set form does what the verb alone does: the same values, the same journal, the same refusals."""

from typing import Any

import pytest

from tests.kit.bulk.conftest import fill
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import ports, sets, store
from xianji.kit.bulk import works
from xianji.kit.bulk.deeds import deed_of
from xianji.kit.marks import keeping as marks
from xianji.kit.registry import resource_of
from xianji.kit.search.models import SearchRow
from xianji.kit.trash.models import Trashed
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.loading import update
from xianji.sales.models import Opportunity, StageChange

OWN = {"id", "name", "number", "updated_at", "created_at", "deleted_at"}
DEEDS = [
    ("alice", "change", {"size_class": "large", "need_profile": "wants pumps", "region": None}),
    ("bob", "hand_over", {"to": "bob"}), ("erin", "delete", {}), ("alice", "tag", {"tags": "VIP, new"}),
    ("alice", "lose", {"note": "gone elsewhere"}), ("erin", "blacklist", {}),
]  # fmt: skip


def stored(pk: int) -> dict[str, Any]:
    record = Customer.unscoped.get(pk=pk)
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields if field.name not in OWN}
    [row] = SearchRow.objects.filter(label="customers.customer", record_id=pk).values("owner_id", "org_path") or [None]
    return {**values, "tags": marks.names_of(record), "in trash": record.deleted_at is not None, "search": row,
            "trash": Trashed.objects.filter(record_id=pk).count()}  # fmt: skip


def told(pk: int) -> list[Any]:
    entries = Entry.objects.filter(label="customers.customer", record_id=pk).exclude(verb="import").order_by("id")
    return [(one.verb, {name: pair for name, pair in one.changes.items() if name != "deleted_at"}, one.actor, one.source)
            for one in entries]  # fmt: skip


@pytest.mark.parametrize(("name", "verb", "values"), DEEDS)
def test_it_stores_and_tells_what_the_verb_alone_does(name, verb, values, cast, do):
    single, *several = fill(cast, 3, state="prospect", size_class="small")
    values = {"to": cast.person("bob")} if "to" in values else values
    with cast.acting(name):
        resource = resource_of(Customer)
        work = works.work_of(resource, deed_of(resource, verb), values, "", "web")
        assert work.many is not None
        work.alone(Customer.objects.get(pk=single.pk))
    bulk = do(name, Customer, verb, values, ids=[one.pk for one in several])
    assert (bulk.done, bulk.refused) == (2, 0)
    for one in several:
        assert stored(one.pk) == stored(single.pk) and told(one.pk) == told(single.pk)


def test_verbs_that_write_more_than_their_record_are_done_one_by_one(cast, do):
    deals = [make(Opportunity, owner=cast.person("alice"), amount=5) for _ in range(3)]
    bulk = do("alice", Opportunity, "advance", {}, ids=[deal.pk for deal in deals])
    assert (bulk.done, StageChange.objects.filter(after="needs").count()) == (3, 3)


def test_a_rule_refuses_its_own_record_and_holds_up_no_other(cast, do):
    one, other = fill(cast, 2)
    one.registration_type, one.registration_no = "usci", "wrong"
    update([one], ["registration_type", "registration_no"])
    bulk = do("alice", Customer, "change", {"size_class": "large"}, ids=[one.pk, other.pk])
    left = bulk.left_out.get()
    assert (bulk.done, left.record_id, left.field) == (1, one.pk, "registration_no")
    assert Entry.objects.get(verb="refused:change").record_id == one.pk


def test_a_right_that_reaches_only_some_changes_only_those(cast, do):
    mine = make(Customer, owner=cast.person("alice"))
    theirs = make(Customer, owner=cast.person("carol"))
    bulk = do("erin", Customer, "tag", {"tags": "x"}, ids=[mine.pk, theirs.pk])
    assert bulk.done == 2
    bulk = do("alice", Customer, "tag", {"tags": "y"}, ids=[mine.pk, theirs.pk])
    assert (bulk.done, bulk.gone_through) == (1, 1) and marks.names_of(theirs) == ["x"]


def test_a_control_is_asked_for_all_at_once_and_one_by_one_only_where_it_objects(cast, do, monkeypatch):
    firms, asked = fill(cast, 3), []

    def objections(verb, records, values):
        asked.append((verb, len(records)))
        return [ports.Objection("8.2", "not this one")] if firms[1].pk in {one.pk for one in records} else []

    monkeypatch.setattr(ports, "objections", objections)
    bulk = do("alice", Customer, "change", {"size_class": "large"}, ids=[firm.pk for firm in firms])
    assert (bulk.done, bulk.left_out.get().rule) == (2, "blocked")
    assert asked == [("customers.customer.change", 3)] + [("customers.customer.change", 1)] * 3


def test_what_the_database_refuses_sends_the_part_one_by_one(cast, do, monkeypatch):
    firms, writes = fill(cast, 3), []
    write = sets.update_many

    def fails(*given, **named):
        from django.db import IntegrityError

        writes.append(len(given[1]))
        write(*given, **named)
        raise IntegrityError("taken")

    monkeypatch.setattr(sets, "update_many", fails)
    bulk = do("alice", Customer, "change", {"size_class": "large"}, ids=[firm.pk for firm in firms])
    assert writes == [3] and bulk.done == 3
    assert Entry.objects.filter(verb="change", batch=bulk.key).count() == 3


def test_what_was_undone_in_a_set_is_as_before(cast, do):
    from xianji.kit.bulk.undo import take_back

    for name, verb, values in DEEDS[:4]:
        firms = fill(cast, 2, size_class="small")
        before = [stored(firm.pk) for firm in firms]
        values = {"to": cast.person("bob")} if "to" in values else values
        bulk = do(name, Customer, verb, values, ids=[firm.pk for firm in firms])
        with cast.acting(name):
            undo = take_back(bulk)
        after = [stored(firm.pk) for firm in firms]
        for one, other in zip(before, after, strict=True):
            assert {**one, "version": 0, "updated_by_id": 0} == {**other, "version": 0, "updated_by_id": 0}, verb
        assert (undo.done, undo.refused) == (2, 0)


def test_nobody_who_left_is_given_records(cast, do):
    with actor.acting(SYSTEM):
        carol = cast.person("carol")
        carol.left_on = carol.created_at.date()
        store.change(carol)
    [firm] = fill(cast, 1)
    bulk = do("erin", Customer, "hand_over", {"to": carol}, ids=[firm.pk])
    left = bulk.left_out.get()
    assert (left.field, left.given) == ("to", "Carol") and "no longer works here" in left.message
