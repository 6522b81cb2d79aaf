"""Who sees whose records."""

import pytest

from tests.making import make
from xianji.lib.actor import NoActor
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
