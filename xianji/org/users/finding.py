"""Finding a user by what people call them."""

from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.lib.mistakes import Mistake
from xianji.org.access.names import KEEPS_ACCOUNTS
from xianji.org.fields import BlindIndex
from xianji.org.people.models import Person
from xianji.org.users.models import User


class NoSuchUser(Mistake, LookupError):
    """Nobody, or more than one, is called that."""


def user_called(name: str) -> User:
    """By login, mail address, person number or full name; the name must be unique."""
    try:
        return User.objects.get(login=name.lower())
    except ObjectDoesNotExist:
        pass
    found = list(User.objects.filter(
        Q(email__iexact=name) | Q(person__number=name) | Q(person__name=name)
    )[:2])  # fmt: skip
    if len(found) != 1:
        told = (
            _("More than one user is called “%(name)s”. Use the login, mail address or person number.")
            if found
            else _("No user is called “%(name)s”. Use the login, mail address, person number or full name.")
        )
        raise NoSuchUser(told % {"name": name})
    return found[0]


def administrators() -> Any:
    """The open accounts that may keep accounts today."""
    held = Q(assignments__until_on=None) | Q(assignments__until_on__gte=timezone.localdate())
    may = Q(assignments__role__grants__permission=KEEPS_ACCOUNTS, assignments__role__deleted_at=None)
    return User.objects.filter(held & may, is_active=True).distinct()


def supervisor_of(person_id: int | None) -> Person | None:
    """Who leads this person and still works here."""
    return Person.unscoped.filter(reports=person_id, state=Person.State.ACTIVE).first() if person_id else None


def users_signing_in(typed: str) -> list[User]:
    """Whom a sign-in may mean: login name first, else mail address, person number or mobile. Two with the same mobile
    or mail address are both refused: they sign in by login name."""
    typed = typed.strip()
    if not typed:
        return []
    if by_login := User.objects.filter(login=typed.lower()).first():
        return [by_login]
    named = Q(email__iexact=typed) | Q(person__number__iexact=typed)
    if any(map(str.isdigit, typed)):
        mark = cast(Any, Person._meta.get_field("mobile_mark"))
        assert isinstance(mark, BlindIndex)
        named |= Q(person__mobile_mark=mark.mark(typed))
    found = list(User.objects.filter(named).distinct()[:2])
    return found if len(found) == 1 else []
