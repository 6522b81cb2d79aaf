"""Who sees whose records."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.lib.actor import NoActor
from xianji.org import scope
from xianji.org.models import Share
from xianji.sales.models import Opportunity


def test_reading_without_an_actor_raises(db):
    with pytest.raises(NoActor):
        Opportunity.objects.count()


def test_own_team_subtree_and_everything(cast):
    mine = make(Opportunity, owner=cast.person("alice"))
    theirs = make(Opportunity, owner=cast.person("carol"))
    seen = {}
    for name in ("alice", "bob", "carol", "erin", "frank"):
        with cast.acting(name):
            seen[name] = set(Opportunity.objects.values_list("pk", flat=True))
    assert seen == {
        "alice": {mine.pk}, "bob": {mine.pk}, "carol": {theirs.pk}, "erin": {mine.pk, theirs.pk}, "frank": set(),
    }  # fmt: skip


def test_a_stranger_gets_404(cast, enter):
    theirs = make(Opportunity, owner=cast.person("carol"))
    assert enter("alice").get(f"/sales/opportunities/{theirs.pk}").status_code == 404


@pytest.mark.parametrize("may_change, days, seen, changed", [(False, None, 200, 403), (True, 1, 200, 200), (True, -1, 404, 404)])
def test_a_share_opens_one_record_as_far_and_as_long_as_it_says(cast, enter, may_change, days, seen, changed):
    theirs = make(Opportunity, owner=cast.person("carol"))
    until = timezone.localdate() + timedelta(days=days) if days else None
    Share.objects.create(label="sales.opportunity", record_id=theirs.pk, person=cast.person("alice"), may_change=may_change,
                         until_on=until)  # fmt: skip
    alice, address = enter("alice"), f"/sales/opportunities/{theirs.pk}"
    assert (alice.get(address).status_code, alice.get(f"{address}/edit").status_code) == (seen, changed)
    with cast.acting("alice"):
        assert scope.holds(theirs, cast.actor("alice"), "sales.opportunity.change") is (changed == 200)
