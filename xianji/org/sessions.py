"""Sessions in the database, as Django keeps them, read by a statement compiled once; with it, when the session was last used."""

from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from xianji.org.prepared import Given, Question

EVERY = timedelta(minutes=5)
"""How old the moment of the last use may be; it is written no more often."""


def _kept() -> QuerySet:
    seen = UserSession.objects.filter(session_key=OuterRef("pk")).values("last_seen_at")
    found = Session.objects.filter(pk=Given("pk", Session._meta.pk))
    return found.values_list("session_key", "session_data", "expire_date", Subquery(seen))


KEPT = Question("a session with its last use", _kept, Session)


class SessionStore(InDatabase):
    """Django's own but for how one is found."""

    seen_at: datetime | None = None

    def _get_session_from_db(self) -> Any:
        for key, data, until, seen in KEPT.rows(pk=self.session_key):
            if until > timezone.now():
                self.seen_at = seen
                return Session(session_key=key, session_data=data, expire_date=until)
        self._session_key = None
        return None


def touch(session: SessionStore, ip: str | None) -> bool:
    """Write that a session is in use, and from where, unless that was done lately; whether it was written."""
    now = timezone.now()
    if session.seen_at is None or now - session.seen_at < EVERY:
        return False
    rows = UserSession.objects.filter(session_key=session.session_key, last_seen_at__lte=now - EVERY)
    return bool(rows.update(last_seen_at=now, **({"ip": ip} if ip else {})))
