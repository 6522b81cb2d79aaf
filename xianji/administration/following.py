"""What follows from a write of the organisation, in the same transaction: rights, and where records lie."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.roles.actions import tell_holders
from xianji.administration.users.actions import somebody_administers
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.kit.search import index
from xianji.org.access.models import Role
from xianji.org.access.names import ROLES
from xianji.org.actors import access_changed
from xianji.org.people.models import Person
from xianji.org.people.owned import owned_by
from xianji.org.units.models import Unit
from xianji.org.units.tree import refile_person
from xianji.org.users.models import User

Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]


def roles_changed(told: Told) -> None:
    """A role in the trash gives nothing any more; back from there, it does again."""
    for role, changes in told:
        if "code" in changes and changes["code"][0] in ROLES:
            raise Refused("", {"code": [_("The code of a role that ships with the product stays as it is.")]})
        if "deleted_at" in changes:
            tell_holders(role)
            if role.deleted_at:
                somebody_administers()


def people_changed(told: Told) -> None:
    """Somebody who changes unit takes along what they own; their rights reach from the new place at once."""
    for person, changes in told:
        if "deleted_at" in changes and person.deleted_at:
            _check_free(person)
    moved = [person for person, changes in told if "unit_id" in changes and changes["unit_id"][0]]
    for person in moved:
        refile_person(person)
    for unit in {person.unit for person in moved if person.unit}:
        index.refile(unit)
    ids = [person.pk for person, changes in told if changes.keys() & {"unit_id", "name"}]
    if concerned := list(User.objects.filter(person__in=ids).values_list("pk", flat=True)):
        access_changed(concerned)


def units_changed(told: Told) -> None:
    """Rights reach from the new place at once; the worker carries the records after it."""
    for unit, changes in told:
        if "deleted_at" in changes and unit.deleted_at:
            _check_empty(unit)
    if any("parent_id" in changes for _unit, changes in told):
        access_changed()


def _check_free(person: Person) -> None:
    """Who has an account or answers for something leaves by the verb for it, not into the trash."""
    if User.objects.filter(person=person).exists() or owned_by(person):
        raise Refused(_("%(person)s has an account or answers for something. Use “Leaves” instead.") % {"person": person})


def _check_empty(unit: Unit) -> None:
    """A unit is closed when nobody works in it and nothing stands below it."""
    here = Person.objects.filter(unit=unit).exclude(state="left")
    if here.exists() or Unit.objects.filter(parent=unit).exists():
        raise Refused(_("People or other units still belong to “%(unit)s”. Move them first.") % {"unit": unit})


def connect() -> None:
    store.follow(Role, roles_changed)
    store.follow(Person, people_changed)
    store.follow(Unit, units_changed)
