"""What administrators do with accounts: each deed is permitted, one transaction, written down, in force at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Changes, Event, record
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.org.access.models import Assignment, Role
from xianji.org.access.names import KEEPS_ACCOUNTS
from xianji.org.actors import access_changed
from xianji.org.users import invitations, sessions
from xianji.org.users.finding import administrators
from xianji.org.users.models import User

MANAGE = KEEPS_ACCOUNTS
LABEL = User._meta.label_lower


@contextmanager
def deed(verb: str, user: User | None = None, changes: Changes | None = None, reason: str = "") -> Iterator[dict]:
    """Everything inside is one deed; what it puts into the yielded dict belongs to the journal entry."""
    if not actor.current().may(MANAGE):
        raise NotPermitted(_("Only administrators keep accounts."))
    told: dict[str, Any] = {"user": user, "changes": changes or {}, "reason": reason}
    with transaction.atomic():
        yield told
        about = told["user"]
        record(Event(verb, LABEL, about.pk, about.login, told["changes"], told["reason"]), source="web")
        access_changed([about.pk])


def open_account(person: Any, login: str = "", email: str = "") -> User:
    """An account without a password: nobody gets in before setting one through an invitation."""
    login = (login or person.number).strip().lower()
    with deed("open_account") as told:
        if User.objects.filter(person=person).exists():
            raise Refused(_("%(person)s already has an account.") % {"person": person})
        if User.objects.filter(login=login).exists():
            raise Refused("", {"login": [_("“%(value)s” is already in use.") % {"value": login}]})
        told["user"] = User.objects.create_user(login, email or person.email, None, person=person)
        told["changes"] = {"login": (None, login), "person": (None, str(person))}
    return told["user"]


def invite(user: User) -> str:
    """The token of a new invitation; an earlier one stops working, the password in use goes on until then."""
    with deed("invite", user):
        if not user.is_active:
            raise Refused(_("This account is closed. Open it before you invite."))
        return invitations.invite(user)


def give_role(user: User, role: Role, units: Any = (), until: date | None = None) -> Assignment:
    """Let somebody hold a role, for ever or until a day; chosen units widen it. Given again, it is replaced."""
    units = list(units)
    if until and until < timezone.localdate():
        raise Refused("", {"until_on": [_("The last day lies in the past.")]})
    with deed("give_role", user) as told:
        before = Assignment.objects.filter(user=user, role=role).first()
        told["changes"] = {role.code: (_told(before) if before else None, None)}
        made, _new = Assignment.objects.update_or_create(user=user, role=role, defaults={"until_on": until})
        made.units.set(units)
        told["changes"] = {role.code: (told["changes"][role.code][0], _told(made))}
    return made


def take_role(assignment: Assignment) -> None:
    """The role ends at once."""
    with deed("take_role", assignment.user, {assignment.role.code: (_told(assignment), None)}):
        assignment.delete()
        somebody_administers()


def close(user: User, reason: str = "") -> None:
    """Nobody signs in with it any more; open sessions and API tokens end at once."""
    with deed("close_account", user, {"is_active": (user.is_active, False)}, reason):
        user.is_active, user.invited_at = False, None
        user.save(update_fields=["is_active", "invited_at"])
        sessions.end_sessions(user)
        sessions.end_tokens(user)
        somebody_administers()


def reopen(user: User) -> None:
    with deed("open_account_again", user, {"is_active": (user.is_active, True)}):
        if user.person and user.person.state == "left":
            raise Refused(_("%(person)s has left the company.") % {"person": user.person})
        user.is_active, user.last_login = True, timezone.now()
        user.save(update_fields=["is_active", "last_login"])


def end_sessions(user: User) -> None:
    with deed("end_sessions", user):
        sessions.end_sessions(user)


def reset_second_step(user: User) -> None:
    """For a lost phone: the app and recovery codes are forgotten and open sessions end."""
    with deed("reset_second_step", user):
        Authenticator.objects.filter(user=user).delete()
        sessions.end_sessions(user)


def somebody_administers() -> None:
    """Refuse what would lock everybody out of the administration."""
    if not administrators().exists():
        raise Refused(_("Then nobody could administer any more. Give another account the role first."))


def _told(assignment: Assignment) -> str:
    """An assignment in one line for the journal: units and last day."""
    units = ", ".join(unit.name for unit in assignment.units.all())
    return "; ".join(part for part in (units, f"– {assignment.until_on}" if assignment.until_on else "") if part) or "yes"
