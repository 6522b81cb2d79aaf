"""What the addresses in the environment become."""

from pathlib import Path

import pytest

from xianji.config import env

HOME = Path("/nowhere")


def test_one_host_is_taken_as_it_is():
    found = env.database("postgres://anna:a%40b%3Ac@db.example:5433/sales?sslmode=require", HOME)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "sales")
    assert (found["USER"], found["PASSWORD"], found["OPTIONS"]) == ("anna", "a@b:c", {"sslmode": "require"})


def test_of_several_hosts_the_primary_is_asked_for():
    found = env.database("postgres://anna@one,two:5433,[::1]/sales?connect_timeout=7", HOME)
    assert (found["HOST"], found["PORT"]) == ("one,two,::1", "5432,5433,5432")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write" and found["OPTIONS"]["connect_timeout"] == "7"
    assert found["CONN_HEALTH_CHECKS"] is True


def test_several_hosts_without_a_port_keep_the_default():
    assert env.database("postgres://one,two/sales", HOME)["PORT"] == ""


def test_a_socket_and_the_hosts_of_the_options_still_work():
    assert env.database("postgres://postgres@/postgres?host=/run/here", HOME)["HOST"] == "/run/here"
    found = env.database("postgres://user:word@/xianji?host=first,second", HOME)
    assert found["HOST"] == "first,second" and found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_standbys_are_read_from_only_as_standbys():
    options = env.replica("postgres://anna@one,two/sales", HOME)["OPTIONS"]
    assert (options["target_session_attrs"], options["load_balance_hosts"]) == ("standby", "random")
    assert env.replica("postgres://anna@/sales?host=/run/here", HOME)["OPTIONS"]["target_session_attrs"] == "standby"
    with pytest.raises(SystemExit, match="PostgreSQL"):
        env.replica("sqlite:///here", HOME)


def test_the_queue_lies_beside_the_records_when_asked():
    database = env.database("postgres://anna:a%20b@one,two/sales", HOME)
    dsn = env.queue("database", HOME, database)["dsn"]
    assert "host=one,two" in dsn and "dbname=sales" in dsn and "password='a b'" in dsn
    assert "target_session_attrs=read-write" in dsn


def test_the_queue_cannot_lie_in_a_sqlite_database():
    with pytest.raises(SystemExit, match="PostgreSQL"):
        env.queue("database", HOME, env.database("", HOME))


def test_a_network_that_is_none_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIANJI_WEBHOOK_NETWORKS", "10.20.0.0/16, fd00::/8")
    assert env.networks("XIANJI_WEBHOOK_NETWORKS") == ["10.20.0.0/16", "fd00::/8"]
    monkeypatch.setenv("XIANJI_WEBHOOK_NETWORKS", "10.20.0.1/16")
    with pytest.raises(SystemExit, match="10.20.0.1/16"):
        env.networks("XIANJI_WEBHOOK_NETWORKS")
