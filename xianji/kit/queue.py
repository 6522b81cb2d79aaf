"""The queue in PostgreSQL, which outlives the loss of its server: an idle connection is looked at before it is used."""

import time
from typing import Any

import psycopg
from huey import Huey
from huey.storage import PostgresStorage

TRUSTED = 1.0
"""Seconds for which a connection that has just answered is not asked again."""


class CheckedStorage(PostgresStorage):
    """As huey's, but a task put in after a failover does not fail on the connection to the old primary."""

    _looked_at = 0.0

    @property
    def conn(self) -> Any:
        idle = time.monotonic() - self._looked_at
        if self._conn is not None and idle > TRUSTED and not self._answers():
            self._close_quiet(self._conn)
        self._looked_at = time.monotonic()
        return super().conn

    def _answers(self) -> bool:
        try:
            self._conn.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True


class PostgresQueue(Huey):
    storage_class = CheckedStorage
