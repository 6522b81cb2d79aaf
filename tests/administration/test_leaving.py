"""Somebody leaves: everything goes to the successor, and every way in is shut at once."""

from typing import Any

import pytest
from django.utils import timezone

from tests.administration.conftest import is_in, sign_in, visitor
from tests.making import make
from xianji.administration.people.actions import hand_over_all, leave
from xianji.audit.models import Entry
from xianji.audit.proof import verify
from xianji.customers.models import Customer
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Share, Unit, User
from xianji.org.users.tokens import holder, issue
from xianji.sales.models import Opportunity

PEOPLE = "/administration/people/"


@pytest.fixture
def desk(cast: Any) -> Any:
    """Alice owns three deals, one of them in the trash, and a customer."""
    with cast.acting("alice"):
        for _place in range(3):
            make(Opportunity, owner=cast.person("alice"))
        make(Customer, owner=cast.person("alice"))
    with acting(SYSTEM):
        verbs.delete(Opportunity.unscoped.order_by("-pk").first())
    return cast


def owners(model: Any) -> set[str]:
    return set(model.unscoped.values_list("owner__name", flat=True))


def test_the_page_says_what_will_move(desk, enter):
    page = enter("frank").get(f"{PEOPLE}{desk.person('alice').pk}/do/leave").content.decode()
    assert "<b>3</b>" in page and "<b>1</b>" in page


def test_everything_goes_to_the_successor(desk, enter):
    alice = desk.person("alice")
    answer = enter("frank").post(f"{PEOPLE}{alice.pk}/do/leave", {"successor": desk.person("carol").number})
    assert answer.status_code == 302
    assert owners(Opportunity) == owners(Customer) == {"Carol"}
    assert set(Opportunity.unscoped.values_list("org_path", flat=True)) == {desk.branch.path}
    fresh = Person.unscoped.get(pk=alice.pk)
    assert (fresh.state, fresh.left_on) == ("left", timezone.localdate())


def test_every_way_in_is_shut_at_once(desk, enter):
    browser, stranger = visitor(), enter("alice")
    sign_in(browser, "alice")
    key = issue(desk.users["alice"], "script")
    assert is_in(browser) and holder(key)
    enter("frank").post(f"{PEOPLE}{desk.person('alice').pk}/do/leave", {"successor": desk.person("carol").number})
    assert not is_in(browser) and not is_in(stranger) and holder(key) is None
    assert sign_in(visitor(), "alice").status_code == 302 and not is_in(visitor())
    assert not Assignment.objects.filter(user=desk.users["alice"]).exists()
    assert not User.objects.get(login="alice").is_active


def test_nobody_leaves_without_successor_who_still_owns_something(desk, enter):
    answer = enter("frank").post(f"{PEOPLE}{desk.person('alice').pk}/do/leave", {})
    assert answer.status_code == 422
    assert Person.unscoped.get(name="Alice").state == "active" and User.objects.get(login="alice").is_active


def test_who_owns_nothing_needs_no_successor(cast, enter):
    assert enter("frank").post(f"{PEOPLE}{cast.person('alice').pk}/do/leave", {}).status_code == 302
    assert Person.unscoped.get(name="Alice").state == "left"


def test_all_or_nothing(desk, monkeypatch):
    def broken(*_args: Any) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("xianji.administration.people.actions.end_account", broken)
    with desk.acting("frank"), pytest.raises(RuntimeError):
        leave(desk.person("alice"), successor=desk.person("carol"))
    assert owners(Opportunity) == {"Alice"}


@pytest.mark.parametrize("who", ["alice", "left"])
def test_the_successor_is_somebody_else_who_works_here(desk, who):
    with acting(SYSTEM):
        gone = store.create(Person(name="Left", unit=desk.team, state="left"))
    to = desk.person("alice") if who == "alice" else gone
    with desk.acting("frank"), pytest.raises(Refused):
        leave(desk.person("alice"), successor=to)


def test_units_and_reports_get_the_successor_too(desk):
    with acting(SYSTEM):
        desk.team.refresh_from_db()
        desk.team.head = desk.person("bob")
        store.change(desk.team)
        alice = desk.person("alice")
        alice.supervisor = desk.person("bob")
        store.change(alice)
    with desk.acting("frank"):
        leave(desk.person("bob"), successor=desk.person("erin"))
    assert Unit.unscoped.get(pk=desk.team.pk).head.name == "Erin"
    assert Person.unscoped.get(name="Alice").supervisor.name == "Erin"


def test_what_was_shared_is_shared_no_more(desk):
    Share.objects.create(label="sales.opportunity", record_id=1, person=desk.person("bob"))
    with desk.acting("frank"):
        leave(desk.person("bob"))
    assert not Share.objects.exists()


def test_the_journal_tells_each_record_and_stays_whole(desk, settings, tmp_path):
    settings.HOME = tmp_path
    with desk.acting("frank"):
        leave(desk.person("alice"), successor=desk.person("carol"))
    told = Entry.objects.filter(verb="hand_over")
    assert told.count() == 4 and set(told.values_list("actor", flat=True)) == {"Frank"}
    assert len(set(told.values_list("batch", flat=True))) == 1
    assert Entry.objects.filter(verb="leave", label="org.person").exists() and Entry.objects.filter(verb="close_account").exists()
    assert not verify().problems


def test_only_the_kinds_named_are_handed_over(desk, enter):
    address = f"{PEOPLE}{desk.person('alice').pk}/do/hand_over_all"
    wish = {"to": desk.person("carol").number, "kinds": ["customers.customer"]}
    assert enter("frank").post(address, wish).status_code == 302
    assert (owners(Customer), owners(Opportunity)) == ({"Carol"}, {"Alice"})
    with desk.acting("frank"), pytest.raises(Refused):
        hand_over_all(desk.person("alice"), to=desk.person("carol"), kinds="customers.customer")


@pytest.mark.parametrize("name", ["alice", "bob", "erin", "dave"])
def test_only_those_who_keep_people_may(desk, enter, name):
    assert enter(name).get(f"{PEOPLE}{desk.person('carol').pk}/do/leave").status_code == 404
    with desk.acting(name), pytest.raises(NotPermitted):
        leave(desk.person("carol"))


def test_the_last_administrator_cannot_leave(cast):
    with cast.acting("frank"), pytest.raises(Refused):
        leave(cast.person("frank"))
    assert User.objects.get(login="frank").is_active


def test_nothing_new_lands_on_the_desk_of_who_left(desk, enter):
    alice, carol = desk.person("alice"), desk.person("carol")
    enter("frank").post(f"{PEOPLE}{alice.pk}/do/leave", {"successor": carol.number})
    with acting(SYSTEM):
        gone = Person.unscoped.get(pk=alice.pk)
        deal = Opportunity.unscoped.filter(deleted_at=None).first()
        for field, attempt in {
            "to": lambda: verbs.hand_over(deal, gone),
            "owner": lambda: verbs.create(Opportunity, {"name": "For nobody", "owner": gone}),
            "owner_id": lambda: verbs.change(deal, {"owner": gone}),
        }.items():
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.fields.keys() == {field.removesuffix("_id")}
    assert owners(Opportunity) == {"Carol"}
