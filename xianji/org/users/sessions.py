"""Ending what an account has open: browser sessions at their next request, API tokens at once."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone

from xianji.org.users.models import Token, User

endings: list[Callable[[User], object]] = []
"""How what upper packages gave to an account's programs is taken back; they add to it at start."""


def end_sessions(user: User) -> int:
    """Every open session of the account is dead at its next request, known to us or not. Returns how many were known."""
    User.objects.filter(pk=user.pk).update(session_series=F("session_series") + 1)
    user.refresh_from_db(fields=["session_series"])
    known = list(UserSession.objects.filter(user=user))
    for session in known:
        session.end()
    return len(known)


def end_tokens(user: User) -> int:
    """Programs lose their keys, and whatever else was given to them. Returns how many keys."""
    for ending in endings:
        ending(user)
    return Token.objects.filter(user=user).delete()[0]


def open_sessions(user: User, most: int = 50) -> list[UserSession]:
    """The sessions that still let somebody in, the one used last first; two statements however many there are."""
    known = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")[:most])
    kept = Session.objects.filter(session_key__in=[one.session_key for one in known], expire_date__gt=timezone.now())
    valid = user.get_session_auth_hash()
    alive = {one.session_key for one in kept if one.get_decoded().get(HASH_SESSION_KEY) == valid}
    return [one for one in known if one.session_key in alive]
