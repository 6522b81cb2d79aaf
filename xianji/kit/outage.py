"""The database is away: during a failover nobody can write for some seconds, and those who ask are told to come again."""

from typing import Any

from django.db import InterfaceError, InternalError, OperationalError

RETRY_AFTER = 5
"""Seconds until the next try; a failover takes about fifteen."""
AWAY = ("08", "57P", "53300", "25006")
"""SQLSTATEs: no connection, going down or coming up, no connection left, a standby that was taken for the primary."""


def is_away(problem: BaseException | None) -> bool:
    """Whether this came from a database that cannot be reached, lost the connection or may not be written."""
    if not isinstance(problem, OperationalError | InterfaceError | InternalError):
        return False
    cause: Any = problem.__cause__
    if not type(cause).__module__.startswith("psycopg"):
        return False
    state = getattr(cause, "sqlstate", None)
    return state.startswith(AWAY) if state else not isinstance(problem, InternalError)
