"""Accounts for imported people: a column `role` gives each a user with that role; they sign in after an invitation."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.users.actions import give_role, open_account
from xianji.kit.refusals import Refused
from xianji.org.access.models import Role
from xianji.org.users.models import User


def open_accounts(records: list[tuple[Any, dict[str, str]]]) -> None:
    """A user per person that names a role; an existing user gets the role in addition. Only for who keeps accounts."""
    named = [(person, asked) for person, asked in records if asked.get("role", "").strip()]
    roles = {role.code: role for role in Role.objects.all()} if named else {}
    for person, asked in named:
        code = asked["role"].strip().upper()
        if code not in roles:
            raise Refused(_("There is no role “%(code)s”.") % {"code": code})
        user = User.objects.filter(person=person).first() or open_account(person, asked.get("login", ""))
        give_role(user, roles[code])
