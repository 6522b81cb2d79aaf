"""What goes back by itself: warned of in time, never twice, never unwarned; and what keeps it."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.test_shipped import verdicts
from xianji.approval.models import Request
from xianji.customers.models import Customer, Hold, PoolEntry, PoolMovement
from xianji.customers.pool import recycling
from xianji.customers.pool.actions import claim, to_pool
from xianji.customers.pool.controls import idle_customers_go_back
from xianji.customers.pool.keeping import OF_CUSTOMERS
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Opportunity
from xianji.workspace.models import Notice

ask_longer, ask_protection = OF_CUSTOMERS[:2]


def night(days=0):
    with actor.acting(SYSTEM):
        return recycling.nightly(timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(3))))


def told():
    return Notice.objects.filter(kind="pool").count()


def test_nothing_goes_back_that_was_not_warned_of_and_nobody_hears_twice(cast, pool, held):
    old, fresh = held("alice", "Long idle", idle=80), held("alice", "Just called", idle=2)
    away = held("carol", "Elsewhere", idle=80)
    first = night()
    assert (first.looked, first.warned, first.back) == (3, 2, 0)
    assert told() == 2 and night().warned == 2 and told() == 2
    assert Hold.objects.get(customer=old).falls_on == timezone.localdate() + timedelta(days=7)
    for days, heard in ((3, 2), (4, 4), (5, 4), (6, 6)):
        assert night(days).back == 0 and told() == heard, days
    assert night(7).back == 2
    assert {one.came_by for one in PoolEntry.unscoped.filter(customer__in=[old, away])} == {"idle"}
    assert Customer.unscoped.get(pk=old.pk).owner is None and Customer.unscoped.get(pk=fresh.pk).owner
    assert PoolMovement.unscoped.filter(former=cast.person("alice"), is_out=False).count() == 1
    assert night(8).back == 0


def test_a_follow_up_an_open_deal_or_another_owner_ends_the_countdown(cast, pool, held):
    called, dealt, handed = (held("alice", name, idle=40) for name in ("Called", "Dealt", "Handed"))
    assert night().warned == 3
    Customer.unscoped.filter(pk=called.pk).update(last_contact_on=timezone.localdate())
    with actor.acting(SYSTEM):
        make(Opportunity, customer=dealt, owner=cast.person("alice"))
        Opportunity.unscoped.filter(customer=dealt).update(stage="solution")
        from xianji.kit import verbs

        verbs.hand_over(Customer.unscoped.get(pk=handed.pk), cast.person("bob"))
    later = night(8)
    assert (later.back, later.cleared) == (0, 2)
    assert not Hold.objects.exclude(falls_on=None).exists()
    with cast.acting("alice"), pytest.raises(Refused, match="open deal from the solution stage on"):
        to_pool(Customer.objects.get(pk=dealt.pk), pool=pool, why="No")


def test_a_large_customer_stays_and_its_manager_hears(cast, pool, held):
    large = held("alice", "Great Mills", idle=60, state="active", size_class="large")
    from xianji.org.access.models import Assignment, Role

    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="RM"))
    night()
    done = night(15)
    assert (done.back, done.reviewed) == (0, 1) and Customer.unscoped.get(pk=large.pk).owner == cast.person("alice")
    assert Notice.objects.filter(person=cast.person("bob"), kind="pool").count() == 1


def test_a_claim_without_follow_up_goes_back_by_the_hour(cast, pool, lying):
    entries = [lying("Missed"), lying("Called")]
    with cast.acting("alice"):
        for one in entries:
            claim(one)
    Customer.unscoped.filter(pk=entries[0].customer_id).update(last_contact_on=timezone.localdate() - timedelta(days=9))
    Customer.unscoped.filter(pk=entries[1].customer_id).update(last_contact_on=timezone.localdate())
    with actor.acting(SYSTEM):
        assert recycling.unfollowed(timezone.now() + timedelta(hours=23)) == 0
        assert recycling.unfollowed(timezone.now() + timedelta(hours=25)) == 1
        assert recycling.unfollowed(timezone.now() + timedelta(hours=26)) == 0
    assert PoolEntry.unscoped.get(deleted_at=None).came_by == "first"
    assert Notice.objects.get(person=cast.person("alice"), kind="pool").key.startswith("pool:first")


def test_kept_longer_once_or_protected_when_somebody_agrees(cast, pool, held):
    from xianji.approval.requests.actions import approve

    longer, safe = held("alice", "Longer", idle=40), held("alice", "Safe", idle=40)
    with cast.acting("alice"):
        with pytest.raises(Refused, match="does not go back soon"):
            ask_longer(longer, why="Budget comes in May")
        night()
        ask_longer(longer, why="Budget comes in May")
        with pytest.raises(Refused, match="is not possible. Choose a day until"):
            ask_protection(safe, until=timezone.localdate() + timedelta(days=91), why="Tender")
        ask_protection(safe, until=timezone.localdate() + timedelta(days=60), why="Tender")
    with cast.acting("bob"):
        for request in Request.objects.filter(state="pending"):
            approve(request)
    assert Hold.objects.get(customer=longer).extended_until == timezone.localdate() + timedelta(days=37)
    assert night(20).back == 0 and night(30).warned == 1 and night(37).back == 1
    assert Customer.unscoped.get(pk=safe.pk).owner == cast.person("alice")
    assert {"ask_longer", "extend", "ask_protection", "protect"} <= verbs_in_journal()


def verbs_in_journal():
    from xianji.audit.models import Entry

    return set(Entry.objects.filter(label="customers.customer").values_list("verb", flat=True))


@pytest.mark.shows("idle_customers_go_back")
def test_the_control_finds_what_the_night_left(cast, held, lying, pool):
    held("alice", "Idle", idle=40), held("alice", "Called", idle=3), held("alice", "Warned", idle=40)
    held("alice", "Large", idle=90, state="active", size_class="large")
    Hold.objects.create(customer=Customer.unscoped.get(name="Warned"), since=timezone.now() - timedelta(days=50),
                        falls_on=timezone.localdate() + timedelta(days=2), warned_on=timezone.localdate())  # fmt: skip
    lying("In the water", idle=60)
    said = {"Idle": "fail", "Called": "pass", "Warned": "pass", "Large": "na", "In the water": "na"}
    assert verdicts(idle_customers_go_back) == said
    with actor.acting(SYSTEM):
        pool.takes_back = False
        from xianji.kit import store

        store.change(pool)
    assert set(verdicts(idle_customers_go_back).values()) == {"na"}
