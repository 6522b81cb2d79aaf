"""A pool ends the team of what comes to lie in it, with all shares; back with its former owner, the customer has its team again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import AccountTeam, Contact, ContactLink, Customer, PoolEntry, TeamMember
from xianji.customers.pool.actions import assign, claim, to_pool
from xianji.customers.pool.entering import put
from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.pool.rules import OPEN
from xianji.customers.teams.controls import large_customers_have_a_team
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Share
from xianji.sales.models import Opportunity, Order


@pytest.fixture
def looked_after(cast, held):
    """A customer of Bob's with a team of him and Carol, a contact known to him, a won deal, and an order that he showed Grace."""

    def made(title, **values):
        customer = held("bob", title, **values)
        with cast.acting("bob"):
            team = make(AccountTeam, customer=customer, name="Herons", owner=cast.person("bob"))
            for name, role in (("bob", "owner"), ("carol", "tech")):
                make(TeamMember, team=team, person=cast.person(name), role=role, owner=cast.person("bob"))
            make(ContactLink, contact=Contact.objects.get(customer=customer), colleague=cast.person("bob"), owner=cast.person("bob"))
            make(Opportunity, customer=customer, stage="won", closed_on=date(2026, 3, 2), amount=Decimal(5), owner=cast.person("bob"))
            order = make(Order, customer=customer, owner=cast.person("bob"))
            Share.objects.create(label=Order.label(), record_id=order.pk, person=cast.person("grace"))
        return customer

    return made


def opened(cast):
    return set(Share.objects.exclude(label="customers.pool").values_list("label", "person__name"))


def sees(cast, name, model):
    with cast.acting(name):
        return model.objects.count()


def verdict(customer):
    rows = large_customers_have_a_team.check(Customer.unscoped.filter(pk=customer.pk), timezone.localdate(), least=Decimal(3), days=Decimal(10))
    return rows.values_list("verdict", flat=True).get()


def test_the_team_and_what_was_opened_end_in_the_pool_and_the_next_owner_begins_anew(cast, pool, looked_after):
    customer = looked_after("Lone Heron Mills", state="active", size_class="large")
    Customer.unscoped.filter(pk=customer.pk).update(became_large_on=timezone.localdate() - timedelta(days=90))
    kinds = {"customers.customer", "customers.contact", "customers.contactlink", "customers.accountteam", "customers.teammember",
             "sales.opportunity", "sales.order"}  # fmt: skip
    assert opened(cast) == {(kind, "Carol") for kind in kinds} | {(kind, "Bob") for kind in kinds} | {("sales.order", "Grace")}
    assert verdict(customer) == "fail"
    with cast.acting("bob"):
        to_pool(customer, pool=pool, why="Too far away")
    team, entry = AccountTeam.unscoped.get(), PoolEntry.unscoped.get(deleted_at=None)
    assert opened(cast) == set() and verdict(customer) == "na"
    assert (team.owner, team.org_path, team.deleted_at) == (None, OPEN, entry.came_at)
    places = {*TeamMember.unscoped.values_list("org_path", "owner"), *ContactLink.unscoped.values_list("org_path", "owner")}
    assert places == {(OPEN, None)} and [sees(cast, "bob", one) for one in (TeamMember, ContactLink)] == [0, 0]
    told = [(one.label, one.reason) for one in Entry.objects.filter(verb="share") if one.changes["share"][1] is None]
    assert sorted(told) == [("customers.customer", "Too far away")] * 2 + [("sales.order", "")]
    assert sees(cast, "bob", Order) == 1, "what he sold stays his"
    with cast.acting("bob"), pytest.raises(NotPermitted):
        verbs.restore(team)
    with cast.acting("erin"):
        assign(entry, to=cast.person("alice"))
    assert verdict(customer) == "pass", "ten working days from now on"
    with acting(SYSTEM):
        member = TeamMember.unscoped.get(role="tech")
        member.access = "edit"
        store.change(member)
        make(Contact, customer=customer, name="Ben", owner=cast.person("alice"))
    assert opened(cast) == set() and sees(cast, "alice", Customer) == 1 and sees(cast, "alice", AccountTeam) == 0


def test_back_with_its_former_owner_a_customer_has_its_team_as_it_was(cast, pool, looked_after, held):
    assigned, handed, waiting = (looked_after(f"Heron {n}", state="active") for n in range(3))
    before = opened(cast) - {("sales.order", "Grace")}
    with cast.acting("bob"):
        old = make(AccountTeam, customer=assigned, name="Long ago", owner=cast.person("bob"))
        verbs.delete(old)
        for one in (assigned, handed, waiting):
            to_pool(one, pool=pool, why="A mistake")
    with cast.acting("erin"):
        assign(PoolEntry.unscoped.get(customer=assigned), to=cast.person("bob"))
        verbs.hand_over(Customer.unscoped.get(pk=handed.pk), cast.person("bob"))
    assert {*AccountTeam.unscoped.filter(deleted_at=None).values_list("customer", "owner__name")} == {(assigned.pk, "Bob"), (handed.pk, "Bob")}
    assert opened(cast) == before and sees(cast, "carol", Customer) == 2
    assert set(TeamMember.unscoped.exclude(team__customer=waiting).values_list("role", "person__name", "owner__name")) == {
        ("owner", "Bob", "Bob"), ("tech", "Carol", "Bob")}  # fmt: skip
    with cast.acting("erin"):
        made = make(AccountTeam, customer=waiting, name="Begun in the pool", owner=cast.person("erin"))
        make(TeamMember, team=made, person=cast.person("carol"), owner=cast.person("erin"))
    assert sees(cast, "carol", Customer) == 2
    with cast.acting("alice"):
        claim(PoolEntry.unscoped.get(customer=waiting, deleted_at=None))
    assert sees(cast, "carol", Customer) == 3, "of the new owner's team"


def test_many_teams_end_in_as_many_statements_as_few(cast, pool, looked_after):
    costs = []
    for count in (2, 5):
        block = [looked_after(f"Egret {count} {n}") for n in range(count)]
        with acting(SYSTEM), CaptureQueriesContext(connection) as found:
            put(CUSTOMERS, block, pool, "idle", source="job")
        assert not opened(cast)
        costs.append(len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert costs[1] <= costs[0], costs
