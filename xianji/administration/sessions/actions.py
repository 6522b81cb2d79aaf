"""Ending one's own sessions, one or all others; each is written down."""

from django.db import transaction

from xianji.audit.journal import Event, record
from xianji.org.users.models import User
from xianji.org.users.sessions import open_sessions


def end_one(user: User, pk: int) -> bool:
    """Whether there was such a session of theirs."""
    return bool(_end(user, "end_session", [one for one in open_sessions(user) if one.pk == pk]))


def end_others(user: User, here: str | None) -> int:
    """All but the one with this key. Returns how many."""
    return _end(user, "end_other_sessions", [one for one in open_sessions(user) if one.session_key != here])


def _end(user: User, verb: str, sessions: list) -> int:
    if sessions:
        with transaction.atomic():
            told = ", ".join(dict.fromkeys(one.ip for one in sessions))
            record(Event(verb, user._meta.label_lower, user.pk, user.login, reason=told[:500]), source="web")
            for one in sessions:
                one.end()
    return len(sessions)
