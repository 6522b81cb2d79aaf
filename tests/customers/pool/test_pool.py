"""In and out of a pool: who sees what lies there, who may take it, and that one gets it."""

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import AccountTeam, Contact, Customer, Hold, PoolEntry, PoolMovement, TeamMember
from xianji.customers.pool.actions import assign, claim, to_pool
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.kit.search.ask import search
from xianji.org.models import Share


def test_what_lies_in_a_pool_is_seen_by_its_members_alone(cast, pool, lying, enter):
    entry = lying("Lone Heron Mills")
    customer = entry.customer
    for name, sees in {"alice": 1, "bob": 1, "carol": 0, "grace": 0}.items():
        with cast.acting(name):
            assert PoolEntry.objects.count() == sees, name
            assert PoolMovement.objects.count() == sees, name
    for name in ("alice", "bob", "carol"):
        with cast.acting(name):
            assert not Customer.objects.filter(pk=customer.pk).exists()
            assert not Contact.objects.filter(customer=customer).exists()
        page = enter(name).get(f"/customers/customers/{customer.pk}")
        assert page.status_code == 404
        assert enter(name).get(f"/api/customers/customers/{customer.pk}").status_code in (401, 403, 404)
    assert "Lone Heron Mills" in enter("alice").get("/customers/pool/").text
    assert "Lone Heron Mills" not in enter("carol").get("/customers/pool/").text
    shown = enter("alice").get(f"/customers/pool/{entry.pk}").text
    assert "Too far away" in shown and "13800138000" not in shown and "8000" not in shown
    with cast.acting("erin"):
        assert Customer.objects.filter(pk=customer.pk, owner=None).exists()


def test_a_claim_brings_the_contacts_and_leaves_a_trace(cast, lying):
    entry = lying("Lone Heron Mills")
    with cast.acting("alice"):
        claim(entry)
    with cast.acting("alice"):
        customer = Customer.objects.get(pk=entry.customer_id)
        assert customer.owner == cast.person("alice") and customer.org_path == cast.team.path
        assert Contact.objects.get(customer=customer).owner == cast.person("alice")
        assert not PoolEntry.objects.exists()
        out = PoolMovement.objects.get(is_out=True)
    assert (out.how, out.to, out.former) == ("claimed", cast.person("alice"), cast.person("bob"))
    hold = Hold.objects.get(customer=customer)
    assert 23 <= (hold.follow_by - timezone.now()).total_seconds() / 3600 <= 24
    with cast.acting("bob"), pytest.raises(WrongState, match="Alice was faster"):
        claim(entry)


def test_who_has_lost_something_waits_and_everybody_has_a_measure(cast, lying, held):
    entry = lying("Lone Heron Mills")
    with cast.acting("bob"), pytest.raises(Refused, match=r"take it again from .* \(30 days\)"):
        claim(entry)
    entries = [lying(f"Firm {n}") for n in range(5)]
    with cast.acting("alice"):
        for one in entries:
            claim(one)
        with pytest.raises(Refused, match="claimed 5 of 5 today"):
            claim(entry)
    large = lying("Great Heron Mills", state="active", size_class="large")
    with cast.acting("alice"), pytest.raises(Refused, match="assigned, not claimed. Ask Erin"):
        claim(large)
    with cast.acting("alice"), pytest.raises(NotPermitted):
        assign(large, to=cast.person("alice"))
    with cast.acting("bob"):
        with pytest.raises(Refused, match="does not belong to the pool"):
            assign(large, to=cast.person("carol"))
        assign(large, to=cast.person("alice"), why="She knows them")
    assert Customer.unscoped.get(pk=large.customer_id).owner == cast.person("alice")


def test_nobody_holds_more_than_the_cap(cast, lying, held, monkeypatch):
    from xianji.customers.pool import limits
    from xianji.customers.pool.rules import Terms

    held("alice", "First"), held("alice", "Second")
    entry = lying("Third")
    monkeypatch.setattr(limits, "terms_of", lambda person: lambda kind, grade: Terms(claims=5, held=2))
    with cast.acting("alice"), pytest.raises(Refused, match="Alice holds 2 of at most 2"):
        claim(entry)


def test_what_happens_to_the_customer_elsewhere_takes_it_out(cast, lying):
    from xianji.kit import verbs

    given, gone = lying("Given"), lying("Gone")
    with cast.acting("erin"):
        verbs.hand_over(Customer.objects.get(pk=given.customer_id), cast.person("carol"))
        verbs.delete(Customer.objects.get(pk=gone.customer_id))
        assert not PoolEntry.objects.exists()
        assert set(PoolMovement.objects.filter(is_out=True).values_list("how", flat=True)) == {"assigned", "withdrawn"}
    with cast.acting("carol"):
        assert Contact.objects.filter(customer=given.customer_id).exists()


def test_members_find_it_and_others_do_not(cast, lying):
    lying("Lone Heron Mills")
    for name, finds in {"alice": True, "carol": False}.items():
        with cast.acting(name):
            assert bool(search("Heron")) is finds, name


def test_leads_lie_in_pools_of_their_own(cast, pool, held):
    from tests.making import make
    from xianji.customers.leads.actions import release
    from xianji.customers.models import Lead, Pool
    from xianji.customers.pool.keeping import OF_LEADS
    from xianji.kit import registry
    from xianji.kit.sharing.keeping import share

    with cast.acting("erin"):
        share(make(Pool, name="Leads of the east", subject="leads", owner=cast.person("erin")), cast.team)
    with cast.acting("bob"):
        lead = make(Lead, company="Grey Heron Mills", person="Ann Secret", mobile="13800138000", owner=cast.person("bob"))
    Lead.unscoped.filter(pk=lead.pk).update(state="assigned", grade="B")
    with cast.acting("bob"):
        release(Lead.objects.get(pk=lead.pk), why="No answer")
        assert not Lead.objects.filter(pk=lead.pk).exists()
        entry = PoolEntry.objects.get(lead=lead)
        with pytest.raises(Refused, match=r"take it again from .* \(7 days\)"):
            claim(entry)
    assert (entry.name, entry.grade, entry.former) == ("Grey Heron Mills", "B", cast.person("bob"))
    with cast.acting("carol"):
        assert not PoolEntry.objects.exists()
    with cast.acting("alice"):
        claim(entry)
        mine = Lead.objects.get(pk=lead.pk)
    assert (mine.owner, mine.state) == (cast.person("alice"), "assigned")
    assert Hold.objects.get(lead=lead).follow_by > timezone.now()
    assert OF_LEADS[0] in registry.resource_of(Lead).verbs()


def test_a_share_ends_in_the_pool(cast, pool, held):
    from xianji.kit.sharing.keeping import share

    customer = held("bob", "Lone Heron Mills")
    with cast.acting("bob"):
        share(customer, cast.person("carol"))
    with cast.acting("carol"):
        assert Customer.objects.filter(pk=customer.pk).exists()
    with cast.acting("bob"):
        to_pool(Customer.objects.get(pk=customer.pk), pool=pool, why="Too far away")
    with cast.acting("carol"):
        assert not Customer.objects.filter(pk=customer.pk).exists()


def test_whoever_joins_a_team_of_what_lies_in_a_pool_gets_no_share(cast, lying):
    entry = lying("Lone Heron Mills")
    with cast.acting("erin"):
        team = make(AccountTeam, customer=entry.customer, name="Herons", owner=cast.person("erin"))
        make(TeamMember, team=team, person=cast.person("carol"), owner=cast.person("erin"))
    assert not Share.objects.filter(person=cast.person("carol")).exists()
    with cast.acting("alice"):
        claim(entry)
        make(TeamMember, team=team, person=cast.person("carol"), role="tech", owner=cast.person("alice"))
    labels = set(Share.objects.filter(person=cast.person("carol")).values_list("label", flat=True))
    assert {Customer.label(), Contact.label(), AccountTeam.label()} <= labels
