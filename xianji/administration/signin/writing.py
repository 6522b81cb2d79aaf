"""Sign-ins, failures and changes of the second step in the journal; never a password, and no name that nobody has."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from xianji.audit.journal import Event, record
from xianji.kit.web.caller import address_of
from xianji.lib.actor import SYSTEM, acting
from xianji.org.actors import actor_of
from xianji.org.users.finding import users_signing_in
from xianji.org.users.models import User

LABEL = User._meta.label_lower


def write(verb: str, user: User | None, request: Any, reason: str = "", *, by_them: bool = True) -> None:
    """One entry about an account, with the address the request came from."""
    place = address_of(request) if request is not None else ""
    told = ", ".join(part for part in (reason, place) if part)
    with acting(actor_of(user) if user and by_them else SYSTEM):
        record(Event(verb, LABEL, user.pk if user else None, user.login if user else "", reason=told), source="web")


def failed(request: Any, name: str, why: str) -> None:
    """Somebody did not get in. What was typed is kept only if it is an account: it might be a password."""
    users = users_signing_in(name)
    write("sign_in_failed", users[0] if users else None, request, why, by_them=False)


@receiver(user_logged_in)
def signed_in(request: Any, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    steps = ["passkey" if step.get("type") == "webauthn" else step["method"] for step in records]
    write("sign_in", user, request, " + ".join(dict.fromkeys(steps)))


@receiver(user_logged_out)
def signed_out(request: Any, user: User | None, **_: Any) -> None:
    if user is not None:
        write("sign_out", user, request)


@receiver(authentication_failed)
def second_step_failed(request: Any, user: User, **_: Any) -> None:
    write("sign_in_failed", user, request, "second step", by_them=False)


@receiver(password_changed)
def changed_password(request: Any, user: User, **_: Any) -> None:
    write("change_password", user, request)


@receiver(password_reset)
def reset_password(request: Any, user: User, **_: Any) -> None:
    write("reset_password", user, request)


@receiver(authenticator_added)
def second_step_added(request: Any, user: User, authenticator: Any, **_: Any) -> None:
    write("add_second_step", user, request, told_of(authenticator))


@receiver(authenticator_removed)
def second_step_removed(request: Any, user: User, authenticator: Any, **_: Any) -> None:
    write("remove_second_step", user, request, told_of(authenticator))


def told_of(authenticator: Any) -> str:
    """Which one it was: of passkeys there may be several, so their name is told too."""
    return f"passkey + {authenticator}" if authenticator.type == authenticator.Type.WEBAUTHN else authenticator.type


@receiver(authenticator_reset)
def codes_renewed(request: Any, user: User, authenticator: Any, **_: Any) -> None:
    write("renew_recovery_codes", user, request)
