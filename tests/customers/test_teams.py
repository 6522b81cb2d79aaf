"""Account teams: credit that makes one, membership that is a share, and the control of large customers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import AccountTeam, Contact, Customer, TeamMember
from xianji.customers.teams import rules
from xianji.customers.teams.actions import do_without_team, settle, split_evenly, want_team
from xianji.customers.teams.controls import large_customers_have_a_team
from xianji.kit import sets, store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.sharing import keeping
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Share
from xianji.sales.models import Opportunity


@pytest.fixture
def team(cast, firm):
    """`team(carol="co_sales", erin="exec_sponsor")`: one of the firm's, with these in it."""

    def made(**people):
        with cast.acting("alice"):
            found = make(AccountTeam, customer=firm, name="Big deal", owner=cast.person("alice"))
            for name, role in people.items():
                make(TeamMember, team=found, person=cast.person(name), role=role, owner=cast.person("alice"))
        return found

    return made


def member(team, person):
    return TeamMember.unscoped.get(team=team, person=person, deleted_at=None)


def may_see(cast, name, model, pk):
    with cast.acting(name):
        return model.objects.filter(pk=pk).exists()


def test_equal_parts_make_exactly_one():
    assert [str(one) for one in rules.evenly(3)] == ["0.333334", "0.333333", "0.333333"]
    assert all(sum(rules.evenly(n)) == 1 for n in range(1, 30)) and rules.evenly(0) == []


def test_the_owner_is_in_the_team_and_the_credit_makes_one(cast, team):
    found = team(carol="co_sales", bob="co_sales", grace="finance")
    with cast.acting("alice"):
        settle(found)
        owner = member(found, cast.person("alice"))
        assert (owner.role, owner.access) == ("owner", "edit")
        split = {one.person.name: one.split for one in TeamMember.unscoped.filter(team=found).select_related("person")}
        assert split["Grace"] is None and sum(filter(None, split.values())) == Decimal(1)
        assert sorted(filter(None, split.values())) == [Decimal("0.333333"), Decimal("0.333333"), Decimal("0.333334")]
        owner.split = Decimal("0.5")
        store.change(owner)
        with pytest.raises(Refused) as refused:
            settle(found)
        assert "1.166667" in refused.value.message or "1.166666" in refused.value.message
        split_evenly(found)
        settle(found)
        second = make(TeamMember, team=found, person=cast.person("carol"), role="co_sales", owner=cast.person("alice"))
        with pytest.raises(Refused, match="Carol is in the team twice"):
            settle(found)
        assert second.pk
        with pytest.raises(Refused) as refused:
            make(TeamMember, team=found, person=cast.person("carol"), role="tech", split=Decimal("0.1"))
        assert "split" in refused.value.fields


def test_a_member_sees_the_customer_and_what_belongs_to_it_as_long_as_the_membership_lasts(cast, firm, team):
    contact = Contact.unscoped.filter(customer=firm).first()
    with cast.acting("alice"):
        deal = make(Opportunity, customer=firm, name="Lanterns", owner=cast.person("alice"))
        other = make(Customer, name="Egret Works", owner=cast.person("alice"))
        keeping.share(firm, cast.person("carol"), until_on=timezone.localdate())
    found = team(carol="co_sales")
    seen = [(Customer, firm.pk), (Contact, contact.pk), (Opportunity, deal.pk), (AccountTeam, found.pk)]
    assert all(may_see(cast, "carol", *one) for one in seen)
    assert not may_see(cast, "carol", Customer, other.pk)
    with cast.acting("carol"), pytest.raises(NotPermitted):
        verbs.change(Customer.objects.get(pk=firm.pk), {"need_profile": "Mine"})
    with cast.acting("alice"):
        one = member(found, cast.person("carol"))
        one.access = "edit"
        store.change(one)
        later = make(Opportunity, customer=firm, name="Later", owner=cast.person("alice"))
        moved = make(Contact, customer=other, name="Moves", owner=cast.person("alice"))
        moved.customer = firm
        store.change(moved)
    assert may_see(cast, "carol", Opportunity, later.pk) and may_see(cast, "carol", Contact, moved.pk)
    with cast.acting("carol"):
        verbs.change(Customer.objects.get(pk=firm.pk), {"need_profile": "Mine"})
    with cast.acting("alice"):
        share = Share.objects.get(label=firm.label(), record_id=firm.pk, person=cast.person("carol"))
        assert share.until_on is None
        with pytest.raises(Refused, match="Carol is in the customer's team"):
            keeping.unshare(firm, share.pk)
        deal.customer = other
        store.change(deal)
        assert not may_see(cast, "carol", Opportunity, deal.pk)
        one.deleted_at = timezone.now()
        store.change(one, verb="delete")
    assert not Share.objects.filter(person=cast.person("carol")).exists()
    assert not any(may_see(cast, "carol", *one) for one in seen)
    told = Entry.objects.filter(verb="share", label=firm.label(), record_id=firm.pk)
    assert told.count() == 4, "by hand, as a member, to change it too, and no more"


def test_a_team_in_the_trash_opens_nothing_and_goes_with_its_customer(cast, firm, team):
    found = team(carol="tech", alice="owner")
    with cast.acting("erin"):
        verbs.delete(found)
    assert not may_see(cast, "carol", Customer, firm.pk)
    with cast.acting("erin"):
        verbs.restore(AccountTeam.unscoped.get(pk=found.pk))
        assert may_see(cast, "carol", Customer, firm.pk)
        verbs.hand_over(Customer.objects.get(pk=firm.pk), cast.person("bob"))
    found = AccountTeam.unscoped.get(pk=found.pk)
    assert found.owner == cast.person("bob")
    assert set(TeamMember.unscoped.filter(team=found).values_list("role", "person__name", "owner__name")) == {
        ("tech", "Carol", "Bob"), ("owner", "Bob", "Bob"),
    }  # fmt: skip


def test_statements_do_not_grow_with_the_number_of_teams_and_members(cast):
    """Handing over, and what belongs to a customer: as many with three teams as with nine of more people."""
    costs = []
    for count, names in ((3, ["carol"]), (9, ["carol", "erin", "dave"])):
        with cast.acting("alice"):
            firms = [make(Customer, name=f"Heron {count} {n}", owner=cast.person("alice")) for n in range(count)]
            for one in firms:
                made = make(AccountTeam, customer=one, name="Herons", owner=cast.person("alice"))
                for name, role in (("alice", "owner"), *((name, "tech") for name in names)):
                    make(TeamMember, team=made, person=cast.person(name), role=role, owner=cast.person("alice"))
            fresh = [Contact(customer=one, name="Ann", owner=cast.person("alice")) for one in firms]
        with cast.acting("erin"), CaptureQueriesContext(connection) as found:
            sets.insert_many(Contact, fresh)
            ids = [one.pk for one in firms]
            sets.change_many(Customer.unscoped.filter(pk__in=ids), {"owner": cast.person("bob")}, verb="hand_over")
        assert Share.objects.filter(label=Contact.label(), record_id__in=[one.pk for one in fresh]).count() == count * (len(names) + 1)
        owners = TeamMember.unscoped.filter(team__customer__in=ids, role="owner", person=cast.person("bob"), owner=cast.person("bob"))
        assert owners.count() == count
        costs.append(len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert costs[1] <= costs[0], costs


def verdict(firm, on):
    rows = large_customers_have_a_team.check(Customer.unscoped.filter(pk=firm.pk), on, least=Decimal(3), days=Decimal(10))
    return rows.values_list("verdict", "given").get()


@pytest.mark.shows("large_customers_have_a_team")
def test_a_large_customer_has_ten_working_days_for_its_team(cast, firm, team):
    day = work_calendar().next_workday(date(2026, 8, 9))
    last = work_calendar().add_workdays(day, 10)
    assert (day, last) == (date(2026, 8, 10), date(2026, 8, 24))
    Customer.unscoped.filter(pk=firm.pk).update(state="active", became_large_on=day)
    assert verdict(firm, last) == ("pass", "0 / 3 · 0 / 3 · 3 / 3")
    assert verdict(firm, last + timedelta(days=1))[0] == "fail"
    found = team(alice="owner", grace="tech")
    assert verdict(firm, last + timedelta(days=1)) == ("fail", "2 / 3 · 2 / 3 · 3 / 3")
    with cast.acting("alice"):
        one = make(TeamMember, team=found, person=cast.person("alice"), role="exec_sponsor", owner=cast.person("alice"))
        assert verdict(firm, last + timedelta(days=1)) == ("fail", "2 / 3 · 3 / 3 · 3 / 3"), "three people, not two"
        one.person = cast.person("erin")
        store.change(one)
    assert verdict(firm, last + timedelta(days=1)) == ("pass", "3 / 3 · 3 / 3 · 3 / 3")
    Contact.unscoped.filter(customer=firm, name="Contact 2").update(deleted_at=timezone.now())
    assert verdict(firm, last + timedelta(days=1))[0] == "fail"
    Customer.unscoped.filter(pk=firm.pk).update(size_class="medium")
    assert verdict(firm, last + timedelta(days=1))[0] == "na"


def test_doing_without_a_team_needs_a_reason_of_the_manager(cast, firm):
    with cast.acting("bob"), pytest.raises(NotPermitted):
        do_without_team(firm, why="We know each other")
    with cast.acting("erin"):
        do_without_team(firm, why="Bought through the group's own desk")
        Customer.unscoped.filter(pk=firm.pk).update(state="active", became_large_on=date(2026, 1, 5))
        assert verdict(firm, date(2026, 6, 1))[0] == "pass"
        want_team(firm)
        assert verdict(firm, date(2026, 6, 1))[0] == "fail"


def test_since_when_a_customer_is_large(cast, firm):
    assert firm.became_large_on == timezone.localdate()
    with cast.acting("alice"):
        verbs.change(firm, {"size_class": "medium"})
    assert Customer.unscoped.get(pk=firm.pk).became_large_on is None


def test_members_are_lines_of_their_team(cast, enter, firm):
    client = enter("alice")
    carol, erin = cast.person("carol"), cast.person("erin")
    rows = {"members-0-person": f"Carol #{carol.pk}", "members-0-role": "co_sales", "members-0-access": "edit", "members-0-split": "0.25",
            "members-1-person": f"Erin #{erin.pk}", "members-1-role": "exec_sponsor", "members-1-access": "read",
            "members-2-person": "", "members-2-role": "co_sales", "members-2-access": "read", "members-2-split": ""}  # fmt: skip
    posted = {"name": "Big deal", "customer": f"#{firm.pk}", **rows}
    refused = client.post("/customers/accountteams/new", posted)
    assert refused.status_code == 422 and "The shares of the credit make 0.250000, not 1.000000" in refused.content.decode()
    assert not AccountTeam.unscoped.exists() and not TeamMember.unscoped.exists()
    assert client.post("/customers/accountteams/new", {**posted, "members-0-split": ""}).status_code == 302
    found = AccountTeam.unscoped.get()
    assert dict(TeamMember.unscoped.filter(team=found).values_list("person__name", "split")) == {
        "Alice": Decimal("0.5"), "Carol": Decimal("0.5"), "Erin": None,
    }  # fmt: skip
    again = client.get(f"/customers/accountteams/{found.pk}/edit")
    assert 'value="Carol' in again.content.decode() and 'value="50%"' in again.content.decode()
    line = TeamMember.unscoped.get(team=found, person=carol)
    kept = {"name": found.name, "customer": f"#{firm.pk}", "version": found.version, "members-0-id": line.pk,
            "members-0-version": line.version, "members-0-person": "Carol", "members-0-role": "co_sales", "members-0-access": "read",
            "members-0-split": "0.5"}  # fmt: skip
    assert client.post(f"/customers/accountteams/{found.pk}/edit", kept).status_code == 302
    assert TeamMember.unscoped.get(pk=line.pk).access == "read"
    assert client.get(f"/customers/customers/{firm.pk}?tab=team").status_code == 200
    assert enter("carol").get(f"/customers/customers/{firm.pk}?tab=team").status_code == 200
