"""Why somebody sees a record: what is told is what holds."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from tests.making import make
from xianji.catalog.models import Product
from xianji.lib.actor import SYSTEM
from xianji.org import scope
from xianji.org.actors import access_changed
from xianji.org.models import Assignment, Role, Share
from xianji.org.reasons import why
from xianji.sales.models import Opportunity


@pytest.fixture
def deals(cast):
    """One of alice, which bob sees by his unit and carol by a share; one of carol, which bob sees by a chosen unit."""
    mine, theirs = make(Opportunity, owner=cast.person("alice")), make(Opportunity, owner=cast.person("carol"))
    Share.objects.create(label="sales.opportunity", record_id=mine.pk, person=cast.person("carol"))
    held = Assignment.objects.get(user=cast.users["bob"])
    held.until_on = timezone.localdate() + timedelta(days=3)
    held.save()
    held.units.add(cast.south)
    Assignment.objects.create(user=cast.users["erin"], role=Role.unscoped.get(code="REP"))
    access_changed()
    return mine, theirs


def kinds(cast, record, name: str) -> list[str]:
    return [reason.kind for reason in why(record, cast.actor(name))]


def test_each_way_in_is_told(cast, deals):
    mine, theirs = deals
    assert kinds(cast, mine, "alice") == ["owner"]
    assert kinds(cast, mine, "bob") == ["unit"]
    assert kinds(cast, mine, "carol") == ["shared"]
    assert kinds(cast, theirs, "bob") == ["chosen"]
    assert kinds(cast, mine, "dave") == kinds(cast, mine, "erin") == ["everything"]
    assert kinds(cast, mine, "frank") == kinds(cast, theirs, "alice") == []


def test_the_words_name_role_and_unit(cast, deals):
    text = why(deals[0], cast.actor("bob"))[0]
    assert text.unit == "East 1" and "East 1" in text.text and text.role in text.text


def test_what_is_told_is_what_holds(cast, deals):
    for record, name in product(deals, cast.users):
        who = cast.actor(name)
        told = bool(why(record, who))
        assert told == scope.holds(record, who, "sales.opportunity.view"), (record, name)


def test_records_without_owner_are_seen_by_role(cast):
    assert kinds(cast, make(Product), "alice") == ["everything"]
    assert kinds(cast, make(Product), "frank") == ["everything"]


def test_the_system_sees_everything(cast, deals):
    assert [one.kind for one in why(deals[0], SYSTEM)] == ["everything"]


def test_the_tab_and_the_address(cast, deals, enter):
    alice, mine = enter("alice", headers={"accept-language": "en"}), deals[0]
    answer = alice.get(f"/administration/why/sales.opportunity/{mine.pk}")
    assert answer["Location"] == f"/sales/opportunities/{mine.pk}?tab=why"
    assert b"You are the owner" in alice.get(answer["Location"]).content or "负责人" in alice.get(answer["Location"]).content.decode()
    assert alice.get(f"/administration/why/sales.opportunity/{deals[1].pk}").status_code == 404
    assert alice.get("/administration/why/org.user/1").status_code == 404
