"""What is sealed, when, and by whom."""

import threading

import pytest
from django.db import connection, connections, transaction

from tests.audit.conftest import write
from tests.making import make
from xianji.audit import chain
from xianji.audit.journal import Event, record
from xianji.audit.models import Entry, Head
from xianji.audit.proof import verify
from xianji.customers.models import Customer
from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting


def test_one_line_in_the_heads_file_a_seal(journal, home):
    lines = (home / "audit.heads").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["10", "20", "30"]


def test_nothing_to_seal_writes_nothing(journal, home):
    before = (home / "audit.heads").read_text()
    assert chain.seal() == 0
    assert (home / "audit.heads").read_text() == before


def test_a_late_commit_with_a_small_id_is_sealed(journal):
    with acting(SYSTEM):
        late = record(Event("sign_in"))
    Entry.objects.filter(pk=late.pk).update(id=-5)
    assert chain.seal() == 1
    assert Entry.objects.get(pk=-5).seq == 31
    assert not verify().problems


def test_bulk_writes_are_in_the_chain(as_system):
    rows = [make(Customer).pk for _ in range(3)]
    sets.change_many(Customer.unscoped.filter(pk__in=rows), {"website": "https://crane.example"}, verb="change")
    report = verify()
    assert not report.problems
    assert Entry.objects.filter(label="customers.customer", verb="change").exclude(seq=None).count() == 3


def test_verification_says_what_was_open(journal):
    write(4)
    assert verify().newly_sealed == 4


def test_a_head_set_back_is_not_believed(journal):
    Head.objects.update(seq=3, link="forged")
    write(2)
    chain.seal()
    assert not verify().problems


@pytest.mark.django_db(transaction=True)
def test_sealers_and_writers_at_once_lose_nothing():
    def work() -> None:
        try:
            for _ in range(6):
                with transaction.atomic():
                    write(5)
                chain.seal()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify()
    assert (report.problems, report.entries) == ([], 120)


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_is_sealed_next():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, so ids are committed in order.")
    started, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                write(1)
                started.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    started.wait(10)
    write(2)
    assert chain.seal() == 2
    go_on.set()
    thread.join()
    assert chain.seal() == 1
    assert not verify().problems


def test_the_actor_is_the_one_who_acted(journal):
    with acting(SYSTEM):
        write(1)
    assert Entry.objects.order_by("-id").first().actor == "system"
