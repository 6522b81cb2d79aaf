"""When the database is away people and programs are told so plainly, and what was typed is not lost."""

import json

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError

from xianji.kit import outage

LOST = psycopg.OperationalError("server closed the connection unexpectedly")


def wrapped(kind: type[Exception], cause: Exception) -> Exception:
    """As Django raises it."""
    problem = kind(str(cause))
    problem.__cause__ = cause
    return problem


@pytest.fixture
def away(monkeypatch):
    """From now on every list and every new customer meets a lost connection."""

    def lose(*_given, **_named):
        raise wrapped(OperationalError, LOST)

    monkeypatch.setattr("xianji.kit.lists.views.controls.filters", lose)
    monkeypatch.setattr("xianji.kit.numbering.give", lose)


@pytest.mark.parametrize(
    "cause",
    [
        LOST,
        psycopg.errors.AdminShutdown("57P01"),
        psycopg.errors.CannotConnectNow(),
        psycopg.errors.TooManyConnections(),
    ],
)
def test_a_lost_connection_is_an_outage(cause):
    assert outage.is_away(wrapped(OperationalError, cause))


@pytest.mark.parametrize(
    "problem",
    [
        None, ValueError("x"), OperationalError("without a cause"), IntegrityError("twice"), DataError("long"),
        wrapped(OperationalError, psycopg.errors.LockNotAvailable()), wrapped(OperationalError, psycopg.errors.DiskFull()),
    ],
)  # fmt: skip
def test_other_faults_are_not(problem):
    assert not outage.is_away(problem)


def test_a_page_says_when_to_come_again(enter, away):
    client = enter("alice")
    client.raise_request_exception = False
    answer = client.get("/customers/customers/?state=lost")
    assert answer.status_code == 503 and answer["Retry-After"] == str(outage.RETRY_AFTER)
    assert 'href="/customers/customers/?state=lost"' in answer.content.decode()


def test_what_was_typed_stands_on_the_page_to_be_sent_again(enter, away):
    client = enter("alice")
    client.raise_request_exception = False
    answer = client.post("/customers/customers/new", {"name": "Heron & <Sons>"})
    text = answer.content.decode()
    assert answer.status_code == 503 and '<form method="post" action="/customers/customers/new">' in text
    assert '<input type="hidden" name="name" value="Heron &amp; &lt;Sons&gt;">' in text


def test_a_password_is_not_written_back(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "xianji.org.signin.ByLoginOrNumber.authenticate",
        lambda *_, **__: (_ for _ in ()).throw(wrapped(OperationalError, LOST)),
    )
    answer = client.post("/account/login/", {"login": "alice", "password": "open sesame"})
    assert answer.status_code == 503 and "open sesame" not in answer.content.decode()


def test_a_program_is_told_in_its_own_shape(enter, away):
    answer = enter("alice").post(
        "/api/customers/customers", json.dumps({"name": "Heron"}), "application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert answer.status_code == 503 and answer["Retry-After"] == str(outage.RETRY_AFTER)
    assert answer.json()["code"] == "away"
