"""What a bulk write leaves in the journal is what single writes leave, and is proved and erased in the same way."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tests.making import build, make
from xianji.audit import chain
from xianji.audit.digests import TOLD, digest_of, entry_digest, salts_of, value_digest
from xianji.audit.erasing import erase, erase_record
from xianji.audit.journal import MANY, Event, record_many
from xianji.audit.models import Entry, Head
from xianji.audit.proof import verify
from xianji.customers.models import Contact, Customer
from xianji.kit import sets
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

VALUES = {
    "text": 'Quote " and \\ and 苏州 and \n line', "none": None, "yes": True, "no": False, "whole": -12, "zero": 0,
    "money": Decimal("12.30"), "float": 0.1, "day": date(2026, 3, 1), "moment": datetime(2026, 3, 1, 12, 5, 1, 7, tzinfo=UTC),
    "list": [1, 2.5, {"b": 1, "a": None}], "dict": {"z": "ü", "a": [Decimal("1.10")]}, "lazy": gettext_lazy("Customer"),
    "choice": Customer.Cycle.LOST, "emoji": "🏮", "separator": "\u2028",
}  # fmt: skip


def test_every_kind_of_value_is_proved(db):
    with acting(SYSTEM):
        record_many(
            [Event("change", "x.y", 1, "T", {name: (value, None) for name, value in VALUES.items()})],
            source="s",
            batch="b",
        )
        record_many(
            [Event("change", "x.y", None, 'A " title', {name: (None, value) for name, value in VALUES.items()}, "why")]
        )
        record_many([Event("sign_in")])
    report = verify()
    assert (report.problems, report.entries) == ([], 3)


def test_the_digests_are_those_of_the_recipe(db):
    with acting(SYSTEM):
        told = record_many([Event("change", "x.y", 1, "T", {name: (value, value) for name, value in VALUES.items()})])
    entry = Entry.objects.get()
    salts = salts_of(entry.salt, VALUES)
    assert len(set(salts.values())) == len(VALUES) and len(entry.salt) == 32
    digests = {name: value_digest(name, *entry.changes[name], salts[name]) for name in VALUES}
    assert entry.digest == digest_of(tuple(getattr(entry, name) for name in TOLD), digests)
    assert entry.digest == entry_digest(entry) == entry_digest(told[0])


def test_what_is_returned_is_what_is_stored(db):
    with acting(SYSTEM):
        told = record_many([Event("change", "x.y", n, f"T{n}", {"a": (n, n + 1)}) for n in range(3)], batch="b")
    columns = ("pk", *TOLD, "changes", "salt", "erased", "digest")
    stored = [tuple(getattr(entry, name) for name in columns) for entry in Entry.objects.order_by("pk")]
    assert [tuple(getattr(entry, name) for name in columns) for entry in told] == stored


@pytest.mark.parametrize("model", [Customer, Contact, Opportunity])
def test_a_record_among_many_leaves_what_a_single_one_leaves(as_system, model):
    same = build(model)
    values = {
        f.attname: getattr(same, f.attname) for f in model._meta.concrete_fields if f.editable and not f.primary_key
    }
    single = make(model, **values)
    many = [model(**values) for _ in range(3)]
    sets.insert_many(model, many, verb="create", source="")
    kept = [entry_of(model, record) for record in [single, *many]]
    assert kept[0] and all(one == kept[0] for one in kept[1:])
    assert not verify().problems


def entry_of(model, record):
    """What the entry says but for its moment, its salts and the record's own number."""
    entry = Entry.objects.get(label=model.label(), record_id=record.pk)
    fields = {name: value[:2] for name, value in entry.changes.items() if value[1] != getattr(record, "number", None)}
    return entry.verb, entry.title.replace(str(getattr(record, "number", "")), ""), entry.actor, entry.source, fields


def test_values_of_a_bulk_row_are_erased_and_the_chain_stays_whole(as_system):
    contacts = [build(Contact, name=f"Qin Ruo {n}") for n in range(3)]
    sets.insert_many(Contact, contacts, verb="create", source="")
    chain.seal()
    erase(Entry.objects.get(label=Contact.label(), record_id=contacts[0].pk), "name", "a request")
    assert erase_record(Contact.label(), contacts[1].pk, {"name"}, "a request") == 1
    report = verify()
    assert (report.problems, report.erased) == ([], 2)
    assert "Qin Ruo 0" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_the_moment_said_is_the_moment_kept(db):
    at = datetime(2019, 5, 6, 7, 8, 9, 10, tzinfo=timezone.get_fixed_timezone(480))
    with acting(SYSTEM):
        record_many([Event("sign_in")], at=at)
    assert Entry.objects.get().at == at and not verify().problems


def test_many_are_sealed_as_they_are_written_and_few_are_not(db, home):
    chain.seal()
    with acting(SYSTEM):
        record_many(Event("change", "x.y", n, f"T{n}", {"a": (n, None)}) for n in range(MANY))
        record_many(Event("change", "x.y", n, f"T{n}", {"a": (n, None)}) for n in range(3))
    assert [Entry.objects.filter(seq=None).count(), Head.objects.get().seq] == [3, MANY]
    report = verify()
    assert (report.problems, report.entries, report.newly_sealed) == ([], MANY + 3, 3)


@pytest.mark.django_db(transaction=True)
def test_what_is_sealed_and_not_kept_leaves_the_chain_as_it_was(home):
    chain.seal()
    with acting(SYSTEM), pytest.raises(ZeroDivisionError), transaction.atomic():
        record_many(Event("change", "x.y", n, f"T{n}") for n in range(MANY))
        raise ZeroDivisionError
    with acting(SYSTEM):
        record_many(Event("change", "x.y", n, f"T{n}") for n in range(MANY))
    assert [line.split()[0] for line in (home / "audit.heads").read_text().splitlines()] == [str(MANY)]
    assert (verify().problems, Head.objects.get().seq) == ([], MANY)


@pytest.mark.django_db(transaction=True)
def test_two_bulk_writes_at_once_do_not_wait_for_each_other():
    """The second finds the head taken and leaves its entries to the sealer."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time.")
    chain.seal()
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        try:
            with acting(SYSTEM), transaction.atomic():
                record_many(Event("change", "x.y", n) for n in range(MANY))
                begun.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(10)
    with acting(SYSTEM):
        record_many(Event("change", "x.z", n) for n in range(MANY))
    assert Entry.objects.filter(label="x.z", seq=None).count() == MANY
    go_on.set()
    thread.join()
    report = verify()
    assert (report.problems, report.entries) == ([], 2 * MANY)
