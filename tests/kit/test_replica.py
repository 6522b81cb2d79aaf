"""Where is read and written when there are standbys; the real ones are in tests/failover."""

from collections import deque

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from xianji.customers.models import Customer
from xianji.kit import registry, replica
from xianji.kit.lists import query
from xianji.kit.replica import ALIAS, Router, may_lag
from xianji.lib.reading import exact, reading, source
from xianji.org.prepared import Question

ask = RequestFactory()


@may_lag
def page(request):
    return HttpResponse(source())


@pytest.fixture
def standby(monkeypatch):
    """One that follows closely, as far as this process can see."""
    monkeypatch.setattr(replica, "is_offered", lambda: True)
    monkeypatch.setattr(replica, "is_fresh", lambda: True)
    monkeypatch.setattr(replica, "leave", lambda: None)


def get(**cookies):
    request = ask.get("/")
    request.COOKIES |= cookies
    return request


def test_without_a_standby_nothing_changes():
    assert page(get()).content == b"default"


def test_a_page_that_shows_is_read_from_the_standby(standby):
    assert page(get()).content == b"replica"
    assert source() == "default"


def test_whoever_has_just_written_reads_from_the_primary(standby):
    assert page(get(wrote="1")).content == b"default"


def test_what_is_sent_is_never_answered_by_a_standby(standby):
    assert page(ask.post("/")).content == b"default"


def test_a_standby_far_behind_is_not_asked(standby, monkeypatch):
    monkeypatch.setattr(replica, "is_fresh", lambda: False)
    assert page(get()).content == b"default"


def test_a_standby_that_fails_in_the_middle_is_left_for_the_primary(standby):
    @may_lag
    def failing(request):
        if source() == ALIAS:
            raise OperationalError("canceling statement due to conflict with recovery") from psycopg.OperationalError()
        return HttpResponse(source())

    assert failing(get()).content == b"default"


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_and_for_rights_only_the_primary_is_asked():
    router = Router()
    with reading(ALIAS):
        assert router.db_for_read(Customer) == ALIAS
        assert router.db_for_write(Customer) == "default"
        assert router.db_for_read(Session) == "default"
        with exact():
            assert router.db_for_read(Customer) == "default"
        with transaction.atomic():
            assert router.db_for_read(Customer) == "default"


def test_a_standby_is_fresh_when_it_has_what_was_written_a_moment_ago(monkeypatch):
    told = {"default": 100, ALIAS: 90}
    monkeypatch.setattr(replica, "_position", lambda alias, question: told[alias])
    monkeypatch.setattr(replica._looks, "written", deque())
    assert not replica._look(1000.0)
    told |= {"default": 200, ALIAS: 100}
    assert replica._look(1000.0 + replica.BEHIND)
    told |= {"default": 300}
    assert not replica._look(1000.0 + 2 * replica.BEHIND + 1)


def test_own_writes_are_remembered_longer_than_a_standby_may_be_behind():
    assert replica.OWN_WRITES > replica.BEHIND + replica.EVERY


def test_a_write_is_marked_and_a_look_is_not(standby, enter):
    client = enter("alice")
    assert "wrote" not in client.get("/customers/customers/new").cookies
    assert client.post("/preferences", {}).cookies["wrote"]["max-age"] == replica.OWN_WRITES


def test_the_rows_of_a_list_come_from_where_the_page_reads(cast, monkeypatch):
    asked = []
    monkeypatch.setattr(Question, "rows", lambda self, **given: asked.append(self.alias) or [])
    monkeypatch.setattr(replica.connections["default"], "in_atomic_block", False)
    with cast.acting("alice"):
        query.ListQuery(registry.resource_of(Customer)).page(["name"])
        with reading(ALIAS):
            query.ListQuery(registry.resource_of(Customer)).page(["name"])
    monkeypatch.undo()
    assert asked == ["default", ALIAS]
