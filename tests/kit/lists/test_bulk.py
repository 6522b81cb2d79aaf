"""Ticked rows: each goes through its own verb, refusals are told per row."""

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer

BULK = "/customers/customers/bulk"


@pytest.fixture
def firms(cast):
    return [make(Customer, name=f"Firm {n}", owner=cast.person("alice")) for n in range(3)]


def rows(verb, firms, **more):
    return {"verb": verb, "ids": [firm.pk for firm in firms], **more}


def test_handing_over_asks_for_the_person_first(firms, enter):
    answer = enter("bob").post(BULK, rows("hand_over", firms))
    assert answer.status_code == 200 and "to" in answer.context["form"].fields


def test_handing_over_moves_the_rows_and_writes_it_down(firms, enter, cast):
    answer = enter("bob").post(BULK, rows("hand_over", firms, confirmed="1", to="Bob", next="/customers/customers/"))
    assert answer.status_code == 302
    assert set(Customer.unscoped.values_list("owner_id", flat=True)) == {cast.person("bob").pk}
    assert Entry.objects.filter(verb="hand_over", label="customers.customer").count() == 3


def test_deleting_offers_the_way_back(firms, enter):
    client = enter("erin")
    client.post(BULK, rows("delete", firms))
    assert not Customer.unscoped.filter(deleted_at=None).exists()
    client.post(f"{BULK}?verb=restore&ids={','.join(str(f.pk) for f in firms)}")
    assert Customer.unscoped.filter(deleted_at=None).count() == 3


def test_refused_rows_are_told_with_their_reason(firms, enter):
    client = enter("erin")
    client.post(f"/customers/customers/{firms[0].pk}/do/blacklist", {"version": 1})
    answer = client.post(BULK, rows("blacklist", firms, confirmed="1"))
    assert len(answer.context["outcome"].done) == 2
    [(record, reason)] = answer.context["outcome"].refused
    assert record.pk == firms[0].pk and str(Customer.Cycle.BLACKLIST.label) in reason


def test_rows_out_of_sight_are_left_alone(firms, enter):
    enter("carol").post(BULK, rows("hand_over", firms, confirmed="1", to="Carol"))
    assert not Customer.unscoped.exclude(owner__name="Alice").exists()


def test_a_verb_one_does_not_have_is_not_there(firms, enter):
    assert enter("alice").post(BULK, rows("delete", firms)).status_code == 404


def test_nothing_ticked_changes_nothing(firms, enter):
    answer = enter("erin").post(BULK, {"verb": "delete"})
    assert answer.status_code == 302 and Customer.unscoped.filter(deleted_at=None).count() == 3
