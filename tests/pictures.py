"""What SQLite alone can tell and do: how much was changed, and a state of the database put back in a few milliseconds."""

import sqlite3

from django.db import connection


class Picture:
    """Every page of the file as it is now."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._pages = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._pages)

    def put_back(self) -> None:
        connection.ensure_connection()
        self._pages.backup(connection.connection)


def taken() -> Picture | None:
    return Picture() if connection.vendor == "sqlite" else None


def changes() -> int:
    """How many rows this connection has changed since it was opened, also those it took back."""
    return connection.connection.total_changes if connection.vendor == "sqlite" and connection.connection else 0
