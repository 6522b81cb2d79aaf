"""Who walks through the house: rights independent of the matrix, so that each test is about one right."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.test import Client

from tests.kit.every_resource.furniture import Furniture
from xianji.kit import registry, store
from xianji.kit.verbs import BUILT_IN
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, Actor
from xianji.org.access.models import Assignment, Grant, Role
from xianji.org.actors import actor_of
from xianji.org.company import settled
from xianji.org.models import Company, Person, Unit, User


@dataclass
class House:
    """`all` may do everything everywhere, `open` the same but no guarded field, `keeper` the same but hands nothing over,
    `mine` and `theirs` only with their own, `nobody` nothing."""

    users: dict[str, User]
    rows: dict[str, list[Any]] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name])

    def acting(self, name: str) -> Any:
        return actor.acting(self.actor(name))

    def client(self, name: str) -> Client:
        """Signed in once; sessions live as long as the house."""
        return self._clients[name]

    def first(self, resource: Any) -> Any:
        """A record of the kind that belongs to `mine`."""
        return self.rows[resource.label][0]

    @cached_property
    def people(self) -> dict[str, Person]:
        return {name: user.person for name, user in self.users.items() if user.person}


def build_house() -> House:
    """A company with two teams, six walkers, and rows of every kind."""
    with actor.acting(SYSTEM):
        Company.objects.get_or_create(pk=1, defaults={"name": "Paper Crane Ltd", "language": "en"})
        settled.forget()
        top = store.create(Unit(name="Paper Crane", kind="company"))
        east = store.create(Unit(name="East 1", kind="team", parent=top))
        south = store.create(Unit(name="South 1", kind="team", parent=top))
        everything = {permission for _label, permission in permissions()}
        users = {
            "all": walker("all", top, everything | guards(), "a"),
            "open": walker("open", top, everything, "a"),
            "keeper": walker("keeper", top, {one for one in everything if not one.endswith(".hand_over")}, "a"),
            "mine": walker("mine", east, everything, "s"),
            "theirs": walker("theirs", south, everything, "s"),
            "nobody": walker("nobody", south, set(), "a"),
        }
        Assignment.objects.create(user=users["all"], role=Role.unscoped.get(code="ADM"))
        house = House(users)
    with actor.acting(actor_of(users["all"])):
        furniture = Furniture([house.people["mine"], house.people["theirs"]])
        house.rows = {label: furniture.rows(resource) for label, resource in registry.resources.items()}
    for name, user in users.items():
        house._clients[name] = Client()
        house._clients[name].force_login(user)
    return house


def permissions() -> list[tuple[str, str]]:
    """(label, permission) of every verb of every resource, and of what is asked besides where no field is hidden by it."""
    found = []
    for label, resource in registry.resources.items():
        found += [(label, resource.permission(verb)) for verb in BUILT_IN]
        found += [(label, action.needed) for action in resource.verbs()]
        found += [(label, one) for one in resource.guards if one not in resource.guarded.values()]
    return found


def guards() -> set[str]:
    return {guard for resource in registry.resources.values() for guard in resource.guarded.values()}


def walker(name: str, unit: Unit, granted: set[str], reach: str) -> User:
    """A user whose one role holds exactly these permissions."""
    person = store.create(Person(name=f"{name.capitalize()} Walker", unit=unit))
    user = User.objects.create_user(f"walker-{name}", f"{name}@paper-crane.example", None, person=person)
    role = store.create(Role(code=f"WALK-{name}", name=name))
    Grant.objects.bulk_create(Grant(role=role, permission=one, reach=reach) for one in sorted(granted))
    Assignment.objects.create(user=user, role=role)
    return user
