"""The queue in PostgreSQL after its server was lost."""

import psycopg
import pytest
from django.conf import settings

from xianji.config import env
from xianji.kit.queue import CheckedStorage

pytestmark = pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="the queue of SQLite is a file"
)


@pytest.fixture
def storage(db):
    made = CheckedStorage(dsn=env.conninfo(settings.DATABASES["default"]), name="lost", blocking=False)
    yield made
    made.flush_queue()
    made.close()


def lose(storage):
    """What a failover does to a connection that nobody is using."""
    pid = storage.conn.info.backend_pid
    with psycopg.connect(storage.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_task_is_put_in_after_its_connection_was_lost(storage, monkeypatch):
    storage.enqueue(b"first")
    lose(storage)
    monkeypatch.setattr("xianji.kit.queue.TRUSTED", 0)
    storage.enqueue(b"second")
    assert storage.queue_size() == 2


def test_a_connection_that_just_answered_is_trusted(storage):
    storage.enqueue(b"first")
    lose(storage)
    with pytest.raises(psycopg.OperationalError):
        storage.enqueue(b"second")
    storage.enqueue(b"third")
    assert storage.queue_size() == 2
