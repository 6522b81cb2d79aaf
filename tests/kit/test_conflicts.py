"""1,000 conflicting changes from 16 threads lose nothing: what succeeded, the version and the journal agree."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import connection

from tests.making import make
from xianji.audit.models import Entry
from xianji.kit import verbs
from xianji.kit.refusals import Stale
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Opportunity

CHANGES, THREADS, RECORDS = 1000, 16, 20


def attempt(task: tuple[int, int]) -> int:
    """Read, then change what was read; 1 when it succeeded."""
    serial, pk = task
    try:
        with actor.acting(SYSTEM):
            seen = Opportunity.unscoped.get(pk=pk)
            verbs.change(seen, {"next_step": f"step {serial}"}, version=seen.version)
        return 1
    except Stale:
        return 0
    finally:
        if serial >= CHANGES - THREADS:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost():
    with actor.acting(SYSTEM):
        ids = [make(Opportunity).pk for _ in range(RECORDS)]
    pick = Random(7)
    tasks = [(serial, pick.choice(ids)) for serial in range(CHANGES)]
    with ThreadPoolExecutor(THREADS, initializer=None) as pool:
        succeeded = sum(pool.map(attempt, tasks))
        list(pool.map(lambda _: connection.close(), range(THREADS * 4)))
    versions = sum(Opportunity.unscoped.values_list("version", flat=True)) - RECORDS
    written = Entry.objects.filter(verb="change", label="sales.opportunity").count()
    assert 0 < succeeded == versions == written


@pytest.mark.django_db(transaction=True)
def test_the_harness_sees_lost_updates():
    """The same without the version check loses changes; if it did not, the test above would prove nothing."""
    with actor.acting(SYSTEM):
        pk = make(Opportunity).pk
        one, two = Opportunity.unscoped.get(pk=pk), Opportunity.unscoped.get(pk=pk)
        verbs.change(one, {"next_step": "first"}, version=one.version)
        with pytest.raises(Stale) as refused:
            verbs.change(two, {"next_step": "second"}, version=two.version)
    assert refused.value.conflicts == {"next_step": ("second", "first")}
