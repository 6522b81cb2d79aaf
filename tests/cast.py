"""The cast: each stands for one right. alice sells, bob leads her unit, carol sells in another branch, dave audits,
erin directs, frank administers, grace handles finance."""

from dataclasses import dataclass
from typing import Any

from xianji.kit import store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, Actor
from xianji.org.access.models import Assignment, Role
from xianji.org.actors import actor_of
from xianji.org.company import settled
from xianji.org.models import Company, Person, Unit, User

PASSWORD = "a long word for tests"
ROLES = {"alice": "REP", "bob": "SUP", "carol": "REP", "dave": "EXE", "erin": "SD", "frank": "ADM", "grace": "FIN"}


@dataclass
class Cast:
    """The units and the people, by first name."""

    company: Unit
    east: Unit
    south: Unit
    team: Unit
    branch: Unit
    users: dict[str, User]

    def actor(self, name: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[name].pk))

    def person(self, name: str) -> Person:
        person = self.users[name].person
        assert person is not None
        return person

    def acting(self, name: str) -> Any:
        """`with cast.acting("alice"):` everything inside happens on her behalf."""
        return actor.acting(self.actor(name))


def hire() -> Cast:
    """A company with two regional offices, a team in each, and the seven of the cast."""
    with actor.acting(SYSTEM):
        Company.objects.get_or_create(pk=1, defaults={"name": "Paper Crane Ltd", "language": "en"})
        settled.forget()
        top = store.create(Unit(name="Paper Crane", kind="company"))
        east = store.create(Unit(name="East", kind="region", parent=top))
        south = store.create(Unit(name="South", kind="region", parent=top))
        team = store.create(Unit(name="East 1", kind="team", parent=east))
        branch = store.create(Unit(name="South 1", kind="team", parent=south))
        desks = {"alice": team, "bob": team, "carol": branch}
        users = {name: _user(name, desks.get(name, top)) for name in ROLES}
        return Cast(top, east, south, team, branch, users)


def _user(name: str, unit: Unit) -> User:
    person = store.create(Person(name=name.capitalize(), unit=unit, email=f"{name}@paper-crane.example"))
    user = User.objects.create_user(name, f"{name}@paper-crane.example", PASSWORD, person=person)
    Assignment.objects.create(user=user, role=Role.unscoped.get(code=ROLES[name]))
    return user
