"""The cast is hired once and plays in every test that asks for it; what was built for many tests is taken down after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.db import connection, transaction

from tests import pictures
from tests.cast import Cast, hire
from xianji.org import actors
from xianji.org.company import settled

MUCH = 40 * 1024 * 1024
"""Bytes that a database has grown by."""


class Theatre:
    """Around tests in a row that take back what they do stands one transaction with the cast in it; for those that commit there
    are pictures of the database as migrated and with the cast."""

    def __init__(self) -> None:
        self.as_migrated = pictures.taken()
        self._hired: tuple[Cast, pictures.Picture] | None = None
        self._playing: Cast | None = None
        self._around = transaction.atomic()
        self._changes = 0
        self._file, self._swept = Path(), 0

    def open(self) -> None:
        """The cast is there: hired now, unless it was and no test has closed the connection since."""
        if connection.closed_in_transaction or not connection.in_atomic_block:
            self.clear()
        if not self._playing:
            self._around = around()
            self._around.__enter__()
            self._playing = hire()

    def clear(self) -> None:
        """Nobody is there, as after migration."""
        if self._playing and connection.in_atomic_block:
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)
        self._playing = None

    def sweep(self, file: Path) -> None:
        """What tests took back lies in PostgreSQL's tables until somebody clears it out, and each question reads through it:
        before the next file of tests, once there is much."""
        if connection.vendor != "postgresql" or file == self._file:
            return
        self._file = file
        if size() > self._swept + MUCH:
            self.clear()
            if not connection.in_atomic_block:
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM")
                self._swept = size()

    def begin(self) -> None:
        """A test begins."""
        self._changes = pictures.changes()

    def wrote(self) -> bool:
        """Since the test began anything was written."""
        return pictures.changes() != self._changes

    def cast(self) -> Cast:
        """As hired, whatever the tests before did with theirs."""
        forget()
        if self._playing:
            return deepcopy(self._playing)
        return hire() if connection.in_atomic_block else self._committed()

    def _committed(self) -> Cast:
        if self._hired:
            self._hired[1].put_back()
            return deepcopy(self._hired[0])
        cast = hire()
        if picture := pictures.taken():
            self._hired = deepcopy(cast), picture
        return cast

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Room for what a file or folder of tests builds once."""
        self.clear()
        with around():
            forget()
            try:
                yield
            finally:
                self.clear()
                transaction.set_rollback(True)
        forget()


def size() -> int:
    """Of the whole database, in bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def around() -> transaction.Atomic:
    """A transaction of the tests, which Django does not take for one of the product's."""
    made = transaction.atomic()
    made._from_testcase = True  # type: ignore[attr-defined]
    return made


def forget() -> None:
    """Users are numbered anew by whoever builds a company; rights and settings are kept per number and minute."""
    actors.forget()
    settled.forget()
