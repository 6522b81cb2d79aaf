"""Ending what an account has open: browser sessions at their next request, API tokens at once."""

from allauth.usersessions.models import UserSession
from django.db.models import F

from xianji.org.users.models import Token, User


def end_sessions(user: User) -> int:
    """Every open session of the account is dead at its next request, known to us or not. Returns how many were known."""
    User.objects.filter(pk=user.pk).update(session_series=F("session_series") + 1)
    user.refresh_from_db(fields=["session_series"])
    known = list(UserSession.objects.filter(user=user))
    for session in known:
        session.end()
    return len(known)


def end_tokens(user: User) -> int:
    """Programs lose their keys. Returns how many."""
    return Token.objects.filter(user=user).delete()[0]
