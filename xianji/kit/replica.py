"""Reads from standbys: which pages may, how far behind one may be, and back to the primary when it is too far or gone."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from xianji.lib.reading import exact, reading, source

log = logging.getLogger(__name__)
ALIAS = "replica"
BEHIND = 5.0
"""Seconds that a standby may be behind; further behind, the primary is asked."""
EVERY = 1.0
OWN_WRITES = 10
"""Seconds for which somebody who has just written reads from the primary: more than BEHIND and EVERY together."""
WROTE = "wrote"
EXACT = {"sessions", "django_cache"}
"""Never read from a standby: who is signed in, and how often somebody has tried."""
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
View = Callable[..., HttpResponseBase]


class Router:
    """Everything is written to the primary, and read from it unless a page says otherwise; never inside a transaction."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        if model._meta.app_label in EXACT or connections["default"].in_atomic_block:
            return "default"
        return source()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "default"


def is_offered() -> bool:
    """Whether this installation names any standby."""
    return ALIAS in settings.DATABASES


class WroteMiddleware:
    """Marks those who have just written, by a cookie that is soon over."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if is_offered() and request.method not in SAFE:
            response.set_cookie(
                WROTE, "1", max_age=OWN_WRITES, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response


def may_lag(view: View) -> View:
    """For pages that only show and are loaded again at will; not for forms, actions, sign-in or anything that decides."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
        shows = is_offered() and request.method in SAFE and WROTE not in request.COOKIES
        if not shows or not is_fresh():
            return view(request, *args, **names)
        try:
            with reading(ALIAS):
                return view(request, *args, **names)
        except (OperationalError, InterfaceError):
            log.warning("a standby could not finish %s; the primary is asked", request.path, exc_info=True)
            leave()
        with exact():
            return view(request, *args, **names)

    return answered


class Looks(threading.local):
    """What this thread knows of its standby: each thread has a connection of its own, perhaps to another server."""

    def __init__(self) -> None:
        self.at = 0.0
        self.is_fresh = False
        self.written: deque[tuple[float, int]] = deque()


_looks = Looks()


def is_fresh() -> bool:
    """Whether the standby has all that the primary had written BEHIND seconds ago; looked at once a second, by the
    primary's own positions, so that no clocks are compared."""
    now = time.monotonic()
    if now - _looks.at >= EVERY:
        _looks.at = now
        _looks.is_fresh = _look(now)
    return _looks.is_fresh


def _look(now: float) -> bool:
    written = _position("default", "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
    try:
        replayed = _position(ALIAS, "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') WHERE pg_is_in_recovery()")
    except (OperationalError, InterfaceError):
        log.warning("no standby can be reached; the primary is asked", exc_info=True)
        leave()
        return False
    if replayed is None:
        connections[ALIAS].close()
        return False
    if written is not None:
        _looks.written.append((now, written))
    while _looks.written and now - _looks.written[0][0] > BEHIND:
        _looks.written.popleft()
    return any(position <= replayed for _at, position in _looks.written)


def _position(alias: str, question: str) -> int | None:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None


def leave() -> None:
    """Not before the next look, and by a new connection."""
    _looks.at, _looks.is_fresh = time.monotonic(), False
    connections[ALIAS].close()
