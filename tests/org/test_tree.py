"""Moving units and people: access follows, and nobody sees too much at any moment."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.kit import registry, store
from xianji.kit.moves import carry_out
from xianji.kit.refusals import Refused
from xianji.kit.search.ask import matching
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Posting, Role, Unit, UnitHistory, User
from xianji.org.people.history import posting_on, supervisor_on
from xianji.org.units import tree
from xianji.org.units.history import ancestors_on, unit_on
from xianji.sales.models import Opportunity


def hire(name: str, unit: Unit, role: str) -> User:
    with acting(SYSTEM):
        person = store.create(Person(name=name, unit=unit))
        user = User.objects.create_user(name.lower(), "", None, person=person)
        Assignment.objects.create(user=user, role=Role.unscoped.get(code=role))
    return user


@pytest.fixture
def house(cast: Cast) -> Cast:
    """Two regional managers, and a deal of alice in the team East 1."""
    cast.users["ed"], cast.users["sue"] = hire("Ed", cast.east, "RM"), hire("Sue", cast.south, "RM")
    with cast.acting("alice"):
        make(Opportunity, owner=cast.person("alice"))
    return cast


def move(unit: Unit, parent: Unit | None) -> Unit:
    with acting(SYSTEM):
        fresh = Unit.unscoped.get(pk=unit.pk)
        fresh.parent = parent
        return store.change(fresh, verb="move")


def seen_by(house: Cast, *names: str) -> list[int]:
    counts = []
    for name in names:
        with house.acting(name):
            counts.append(Opportunity.objects.count())
    return counts


EVERYBODY = ("alice", "bob", "ed", "sue", "carol", "erin")


def settle_all() -> None:
    carry_out()
    carry_out()


def test_before_a_move(house):
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 0, 0, 1]


def test_while_a_move_is_carried_out_nobody_loses_and_no_stranger_gains(house):
    move(house.team, house.south)
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 0, 0, 1]


def test_after_a_move_access_has_followed(house):
    move(house.team, house.south)
    settle_all()
    assert seen_by(house, *EVERYBODY) == [1, 1, 0, 1, 0, 1]
    assert not Unit.unscoped.exclude(former_path="").exists()


def test_two_moves_in_a_row(house):
    move(house.team, house.south)
    move(house.team, house.company)
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 0, 0, 1]
    settle_all()
    assert seen_by(house, *EVERYBODY) == [1, 1, 0, 0, 0, 1]


def test_there_and_back_again(house):
    move(house.team, house.south)
    move(house.team, house.east)
    settle_all()
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 0, 0, 1]


def test_a_whole_subtree_moves(house):
    move(house.east, house.south)
    assert Unit.unscoped.get(pk=house.team.pk).path == f"{house.south.path}{house.east.pk}.{house.team.pk}."
    settle_all()
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 1, 0, 1]


def test_what_is_written_under_the_former_path_meanwhile_follows_too(house):
    old = house.team.path
    move(house.team, house.south)
    carry_out()
    late = make(Opportunity, owner=house.person("alice"))
    Opportunity.unscoped.filter(pk=late.pk).update(org_path=old)
    assert seen_by(house, "bob") == [2]
    settle_all()
    assert seen_by(house, "ed", "sue") == [0, 2]


def test_search_follows(house):
    resource = registry.resource_of(Opportunity)
    name = Opportunity.unscoped.get().name
    move(house.team, house.south)
    settle_all()
    found = {}
    for who in ("ed", "sue"):
        with house.acting(who):
            found[who] = len(list(matching(resource, name)))
    assert found == {"ed": 0, "sue": 1}


@pytest.mark.parametrize("below", ["east", "team"])
def test_no_unit_stands_below_itself(house, below):
    with pytest.raises((Refused, ValidationError)):
        move(house.east, getattr(house, below))


def test_a_ring_that_two_made_at_once_is_refused(house):
    Unit.unscoped.filter(pk=house.team.pk).update(path=f"{house.south.pk}.{house.team.pk}.")
    south = Unit.unscoped.get(pk=house.south.pk)
    south.parent_id = house.team.pk
    with pytest.raises(ValidationError):
        tree.settle(south)


def test_a_person_takes_along_what_they_own(house):
    with acting(SYSTEM):
        alice = house.person("alice")
        alice.unit = house.branch
        store.change(alice)
    assert seen_by(house, *EVERYBODY) == [1, 0, 0, 1, 0, 1]
    deal = Opportunity.unscoped.get()
    assert (deal.unit_id, deal.org_path) == (house.branch.pk, house.branch.path)


def test_everything_astray_is_put_right(house):
    Opportunity.unscoped.update(org_path=house.branch.path)
    Person.unscoped.filter(name="Bob").update(org_path="")
    assert tree.refile_all() == 2
    assert seen_by(house, *EVERYBODY) == [1, 1, 1, 0, 0, 1]
    Opportunity.unscoped.update(unit_id=house.branch.pk, org_path=house.branch.path)
    assert tree.refile_all() == 1
    assert tree.refile_all() == 0


def test_former_paths_fit_their_column():
    former = " ".join(f"1.{number}.{'9' * 40}." for number in range(9))
    kept = tree.remembered("1.2.", former, "1.3.")
    assert kept.startswith("1.2. 1.0.") and len(kept) <= tree.LONGEST
    assert tree.remembered("1.2.", "1.3. 1.4.", "1.3.") == "1.2. 1.4."


YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def since_january(house: Cast) -> Cast:
    """Everything so far has been so since January."""
    UnitHistory.objects.update(from_on=date(2026, 1, 1))
    Posting.objects.update(from_on=date(2026, 1, 1))
    return house


def test_the_tree_of_that_day(since_january):
    house = since_january
    move(house.team, house.south)
    today = timezone.localdate()
    assert ancestors_on(house.team, YESTERDAY) == [house.company.pk, house.east.pk, house.team.pk]
    assert ancestors_on(house.team, today) == [house.company.pk, house.south.pk, house.team.pk]
    assert unit_on(house.team, YESTERDAY).parent_id == house.east.pk
    assert unit_on(house.team, date(2020, 1, 1)).parent_id == house.east.pk


def test_the_supervisor_of_that_day(since_january):
    house = since_january
    with acting(SYSTEM):
        alice = house.person("alice")
        alice.supervisor = house.person("bob")
        store.change(alice)
        east = Unit.unscoped.get(pk=house.east.pk)
        east.head = house.person("ed")
        store.change(east)
    UnitHistory.objects.filter(unit=house.east).update(from_on=date(2026, 1, 1), head=house.person("ed"))
    today = timezone.localdate()
    assert supervisor_on(alice, today) == house.person("bob")
    assert supervisor_on(alice, YESTERDAY) == house.person("ed")
    assert posting_on(alice, YESTERDAY).supervisor_id is None


def test_nobody_leads_the_head_of_the_company(since_january):
    with acting(SYSTEM):
        top = Unit.unscoped.get(pk=since_january.company.pk)
        top.head = since_january.person("erin")
        store.change(top)
    today: Any = timezone.localdate()
    assert supervisor_on(since_january.person("erin"), today) is None
    assert supervisor_on(since_january.person("grace"), today) == since_january.person("erin")
