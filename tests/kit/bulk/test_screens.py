"""Ticked rows: each goes through its own verb, refusals are told per row."""

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer

BULK = "/customers/customers/bulk"


@pytest.fixture
def firms(cast):
    return [make(Customer, name=f"Firm {n}", owner=cast.person("alice")) for n in range(3)]


def undo_of(client):
    """The address of the undo in the toast that stands on the next page."""
    import re

    return re.search(r'action="([^"]+/bulk/[0-9a-f]{32})"', client.get("/customers/customers/").content.decode())[1]


def rows(verb, firms, **more):
    return {"verb": verb, "ids": [firm.pk for firm in firms], **more}


def test_handing_over_asks_for_the_person_first(firms, enter):
    answer = enter("bob").post(BULK, rows("hand_over", firms))
    assert answer.status_code == 200 and "to" in answer.context["form"].fields


def test_handing_over_moves_the_rows_and_writes_it_down(firms, enter, cast):
    answer = enter("bob").post(BULK, rows("hand_over", firms, confirmed="1", seen="1", to="Bob", next="/customers/customers/"))
    assert answer.status_code == 302
    assert set(Customer.unscoped.values_list("owner_id", flat=True)) == {cast.person("bob").pk}
    assert Entry.objects.filter(verb="hand_over", label="customers.customer").count() == 3


def test_deleting_offers_the_way_back(firms, enter):
    client = enter("erin")
    client.post(BULK, rows("delete", firms))
    assert not Customer.unscoped.filter(deleted_at=None).exists()
    client.post(undo_of(client))
    assert Customer.unscoped.filter(deleted_at=None).count() == 3


def test_refused_rows_are_told_with_their_reason(firms, enter):
    client = enter("erin")
    client.post(f"/customers/customers/{firms[0].pk}/do/blacklist", {"version": 1})
    answer = client.post(BULK, rows("blacklist", firms, confirmed="1", seen="1"), follow=True)
    assert answer.context["bulk"].done == 2
    [left] = answer.context["left_out"]
    assert left.record_id == firms[0].pk and left.rule == "wrong_state"
    assert str(Customer.Cycle.BLACKLIST.label) in left.message and left.message in answer.content.decode()
    assert Entry.objects.get(verb="refused:blacklist").record_id == firms[0].pk


def test_rows_out_of_sight_are_left_alone(firms, enter):
    enter("carol").post(BULK, rows("hand_over", firms, confirmed="1", seen="1", to="Carol"))
    assert not Customer.unscoped.exclude(owner__name="Alice").exists()


def test_a_verb_one_does_not_have_is_not_there(firms, enter):
    assert enter("alice").post(BULK, rows("delete", firms)).status_code == 404


def test_nothing_ticked_changes_nothing(firms, enter):
    answer = enter("erin").post(BULK, {"verb": "delete"})
    assert answer.status_code == 302 and Customer.unscoped.filter(deleted_at=None).count() == 3


def test_a_preview_tells_what_would_happen_and_does_nothing(firms, enter):
    client = enter("erin")
    client.post(f"/customers/customers/{firms[0].pk}/do/blacklist", {"version": 1})
    before = Entry.objects.count()
    answer = client.post(BULK, rows("blacklist", firms, confirmed="1"))
    found = answer.context["preview"]
    assert (found.changed, found.ids) == (2, [firms[1].pk, firms[2].pk]) and found.groups[0].names == [firms[0].name]
    assert [one["changes"][0]["new"] for one in found.rows] == ["Blacklisted"] * 2
    assert Entry.objects.count() == before
    assert Customer.unscoped.filter(state="blacklist").count() == 1


def test_a_field_is_chosen_then_given_then_tried_then_changed(firms, enter):
    client = enter("alice")
    assert "field" in client.post(BULK, rows("change", firms)).context["form"].fields
    asked = client.post(BULK, rows("change", firms, confirmed="1", field="size_class"))
    assert "size_class" in asked.context["form"].fields and not asked.context["form"].errors
    given = {"confirmed": "1", "field": "size_class", "asked": "size_class", "size_class": "large"}
    firms[0].refresh_from_db()
    client.post(BULK, rows("change", firms[:1], seen="1", **given))
    tried = client.post(BULK, rows("change", firms, **given)).context["preview"]
    assert (tried.changed, tried.same) == (2, 1)
    assert client.post(BULK, rows("change", firms, seen="1", **given)).status_code == 302
    assert set(Customer.unscoped.values_list("size_class", flat=True)) == {"large"}
    assert Entry.objects.exclude(batch="").filter(verb="change").count() == 3


def test_fields_that_are_each_records_own_or_closed_are_not_offered(firms, enter):
    names = dict(enter("alice").post(BULK, rows("change", firms)).context["form"].fields["field"].choices)
    assert "size_class" in names and not {"name", "number", "owner", "state"} & names.keys()


def test_undo_puts_back_what_nobody_changed_since_and_names_the_rest(firms, enter):
    client = enter("alice")
    given = {"confirmed": "1", "seen": "1", "field": "size_class", "asked": "size_class", "size_class": "large"}
    client.post(BULK, rows("change", firms, **given))
    undo = undo_of(client)
    client.post(BULK, rows("change", firms[:1], **{**given, "size_class": "small"}))
    assert len(client.get(undo).context["entries"]) == 3
    history = {name: enter(name).get(f"/customers/customers/{firms[1].pk}?tab=history").content.decode() for name in ("alice", "bob")}
    assert f'href="{undo}"' in history["alice"] and undo not in history["bob"]
    answer = client.post(undo, follow=True)
    assert answer.context["bulk"].done == 2
    [left] = answer.context["left_out"]
    assert left.record_id == firms[0].pk and firms[0].name in left.message
    assert sorted(Customer.unscoped.values_list("size_class", flat=True)) == ["", "", "small"]


def test_handed_over_and_tagged_rows_come_back(firms, enter, cast):
    client = enter("bob")
    client.post(BULK, rows("hand_over", firms, confirmed="1", seen="1", to="Bob"))
    client.post(undo_of(client))
    assert set(Customer.unscoped.values_list("owner_id", flat=True)) == {cast.person("alice").pk}
    client.get("/customers/customers/")
    client.post(BULK, rows("tag", firms, confirmed="1", seen="1", tags="VIP"))
    client.post(undo_of(client))
    from xianji.kit.marks.models import Tagging

    assert not Tagging.objects.exists()


def test_nobody_takes_back_what_another_did(firms, enter):
    client = enter("bob")
    client.post(BULK, rows("hand_over", firms, confirmed="1", seen="1", to="Bob"))
    assert enter("erin").post(undo_of(client)).status_code == 404
