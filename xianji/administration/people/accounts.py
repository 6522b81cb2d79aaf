"""Accounts for imported people: a column `role` gives each a user with that role; they sign in after an invitation."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused
from xianji.org.access.models import Assignment, Role
from xianji.org.users.models import User


def open_accounts(records: list[tuple[Any, dict[str, str]]]) -> None:
    """A user per person that names a role; an existing user gets the role in addition."""
    roles = {role.code: role for role in Role.objects.all()}
    for person, asked in records:
        code = asked.get("role", "").strip().upper()
        if not code:
            continue
        if code not in roles:
            raise Refused(_("There is no role “%(code)s”.") % {"code": code})
        user = User.objects.filter(person=person).first() or new_user(person, asked.get("login", ""))
        Assignment.objects.get_or_create(user=user, role=roles[code])


def new_user(person: Any, login: str = "") -> User:
    """An account without a password: nobody gets in before setting one through an invitation."""
    return User.objects.create_user(login or person.number, person.email, None, person=person)
