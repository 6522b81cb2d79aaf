"""Units, people, positions and the work calendar on the screen."""

from datetime import date

import pytest

from tests.making import make
from xianji.administration.calendar.actions import seed_year
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.days import calendar
from xianji.org.models import Person, Position, Role, Unit, WorkDay

TREE = "/administration/tree"


def test_the_tree_shows_depth_heads_and_people(cast, enter):
    with acting(SYSTEM):
        cast.east.refresh_from_db()
        cast.east.head = cast.person("bob")
        store.change(cast.east)
    page = enter("alice").get(TREE).content.decode()
    order = [page.index(f">{name}<") for name in ("Paper Crane", "East", "East 1", "South", "South 1")]
    assert order == sorted(order) and "padding-inline-start:44px" in page and ">Bob<" in page.replace("</span>Bob", ">Bob")


def test_the_tree_costs_a_fixed_number_of_queries(cast, enter, django_assert_max_num_queries):
    alice = enter("alice")
    alice.get(TREE)
    with django_assert_max_num_queries(5):
        alice.get(TREE)


def test_a_unit_is_moved_by_its_verb(cast, enter):
    answer = enter("frank").post(f"/administration/units/{cast.team.pk}/do/move", {"parent": cast.south.number})
    assert answer.status_code == 302
    assert Unit.unscoped.get(pk=cast.team.pk).path.startswith(cast.south.path)


@pytest.mark.parametrize("below", ["east", "team"])
def test_not_below_itself(cast, enter, below):
    address = f"/administration/units/{cast.east.pk}/do/move"
    assert enter("frank").post(address, {"parent": getattr(cast, below).number}).status_code == 422


@pytest.mark.parametrize("name", ["alice", "erin"])
def test_only_some_move_units(cast, enter, name):
    assert enter(name).get(f"/administration/units/{cast.team.pk}/do/move").status_code == 403


def test_a_unit_with_people_is_not_deleted(cast):
    with cast.acting("frank"), pytest.raises(Refused):
        verbs.delete(cast.team)
    with cast.acting("frank"):
        verbs.delete(make(Unit, name="Empty", parent=cast.east))


def test_who_has_an_account_is_not_deleted(cast):
    with cast.acting("frank"), pytest.raises(Refused):
        verbs.delete(cast.person("alice"))


@pytest.fixture
def filed(cast):
    with acting(SYSTEM):
        person = cast.person("alice")
        person.mobile, person.hired_on = "13812345678", date(2024, 3, 1)
        store.change(person)
    return f"/administration/people/{person.pk}"


@pytest.mark.parametrize("name, is_seen", [("bob", False), ("carol", False), ("frank", False), ("dave", True)])
def test_the_personnel_file_is_for_a_few(enter, filed, name, is_seen):
    page = enter(name).get(filed).content.decode()
    assert ("2024-03-01" in page) is is_seen
    assert "13812345678" not in page and "138****5678" in page


def test_the_form_of_a_person_works(cast, enter):
    wish = {"name": "Judy", "unit": cast.branch.number, "mobile": "13900000001", "email": "", "position": "", "supervisor": ""}
    assert enter("frank").post("/administration/people/new", wish).status_code == 302
    judy = Person.unscoped.get(name="Judy")
    assert (judy.org_path, judy.mobile) == (cast.branch.path, "13900000001")


def test_hr_does_not_see_which_role_a_position_brings(cast, enter):
    make(Position, title="Key account lead", role=Role.unscoped.get(code="SD"))
    assert "Sales director" in enter("frank", headers={"accept-language": "en"}).get("/administration/positions/").content.decode()
    assert "Sales director" not in enter("alice", headers={"accept-language": "en"}).get("/administration/positions/").content.decode()


def test_a_year_is_filled_once_and_keeps_what_was_decided(cast):
    with cast.acting("frank"):
        mine = verbs.create(WorkDay, {"country": "CN", "date": date(2026, 10, 1), "is_worked": True, "name": "Fair"})
        count = seed_year("cn", 2026)
        assert count > 15 and seed_year("CN", 2026) == 0
    assert WorkDay.unscoped.get(pk=mine.pk).is_worked
    assert not WorkDay.unscoped.get(country="CN", date=date(2026, 1, 1)).is_worked


def test_the_calendar_knows_what_the_company_decided(cast):
    with cast.acting("frank"):
        verbs.create(WorkDay, {"country": "CN", "date": date(2026, 10, 1), "is_worked": True, "name": "Fair"})
    calendar.forget()
    days = calendar.work_calendar("CN")
    assert days.is_workday(date(2026, 10, 1)) and not days.is_workday(date(2026, 10, 2))
    calendar.forget()


def test_the_screen_that_fills_a_year(cast, enter):
    frank = enter("frank")
    assert b"/administration/workdays/seed" in frank.get("/administration/workdays/").content
    assert frank.post("/administration/workdays/seed", {"country": "XX", "year": 2026}).status_code == 422
    assert frank.post("/administration/workdays/seed", {"country": "TW", "year": 2026}).status_code == 302
    assert enter("alice").get("/administration/workdays/seed").status_code == 404


def test_only_administrators_fill_it(cast):
    with cast.acting("erin"), pytest.raises(NotPermitted):
        seed_year("CN", 2026)


def test_no_ring_of_supervisors(cast):
    with acting(SYSTEM):
        alice, bob = cast.person("alice"), cast.person("bob")
        alice.supervisor = bob
        store.change(alice)
        bob.supervisor = alice
        with pytest.raises(Refused) as refusal:
            store.change(bob)
    assert "supervisor" in refusal.value.fields


def test_codes_of_standard_roles_stay(cast, enter):
    rep = Role.unscoped.get(code="REP")
    wish = {"name": "Seller", "code": "SELL", "version": rep.version}
    assert enter("frank").post(f"/administration/roles/{rep.pk}/edit", wish).status_code == 422
    assert enter("frank").post(f"/administration/roles/{rep.pk}/edit", {**wish, "code": "REP"}).status_code == 302
    assert Role.unscoped.get(code="REP").name == "Seller"
