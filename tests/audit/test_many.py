"""What a bulk write leaves in the journal is what single writes leave, and is proved and erased in the same way."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tests.making import build, make
from xianji.audit import chain
from xianji.audit.erasing import erase, erase_record
from xianji.audit.journal import TOLD, Event, entry_digest, record_many, value_digest
from xianji.audit.models import Entry, Values
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
        record_many([Event("change", "x.y", 1, "T", {name: (value, None) for name, value in VALUES.items()})], source="s", batch="b")
        record_many([Event("change", "x.y", None, 'A " title', {name: (None, value) for name, value in VALUES.items()}, "why")])
        record_many([Event("sign_in")])
    report = verify()
    assert (report.problems, report.entries) == ([], 3)


def test_the_digests_are_those_of_the_recipe(db):
    with acting(SYSTEM):
        told = record_many([Event("change", "x.y", 1, "T", {name: (value, value) for name, value in VALUES.items()})])
    entry = Entry.objects.get()
    kept = Values.objects.get().fields
    assert entry.digests == {name: value_digest(name, *kept[name]) for name in VALUES}
    assert entry.digest == entry_digest(entry) == entry_digest(told[0])
    assert len({salt for _old, _new, salt in kept.values()}) == len(VALUES)


def test_what_is_returned_is_what_is_stored(db):
    with acting(SYSTEM):
        told = record_many([Event("change", "x.y", n, f"T{n}", {"a": (n, n + 1)}) for n in range(3)], batch="b")
    columns = ("pk", *TOLD, "digests", "digest")
    stored = [tuple(getattr(entry, name) for name in columns) for entry in Entry.objects.order_by("pk")]
    assert [tuple(getattr(entry, name) for name in columns) for entry in told] == stored


@pytest.mark.parametrize("model", [Customer, Contact, Opportunity])
def test_a_record_among_many_leaves_what_a_single_one_leaves(as_system, model):
    same = build(model)
    values = {f.attname: getattr(same, f.attname) for f in model._meta.concrete_fields if f.editable and not f.primary_key}
    single = make(model, **values)
    many = [model(**values) for _ in range(3)]
    sets.insert_many(model, many, verb="create", source="")
    kept = [entry_of(model, record) for record in [single, *many]]
    assert kept[0] and all(one == kept[0] for one in kept[1:])
    assert not verify().problems


def entry_of(model, record):
    """What the entry says but for its moment, its salts and the record's own number."""
    entry = Entry.objects.select_related("values").get(label=model.label(), record_id=record.pk)
    fields = {name: value[:2] for name, value in entry.values.fields.items() if value[1] != getattr(record, "number", None)}
    return entry.verb, entry.title.replace(str(getattr(record, "number", "")), ""), entry.actor, entry.source, fields


def test_values_of_a_bulk_row_are_erased_and_the_chain_stays_whole(as_system):
    contacts = [build(Contact, name=f"Qin Ruo {n}") for n in range(3)]
    sets.insert_many(Contact, contacts, verb="create", source="")
    chain.seal()
    erase(Entry.objects.get(label=Contact.label(), record_id=contacts[0].pk), "name", "a request")
    assert erase_record(Contact.label(), contacts[1].pk, {"name"}, "a request") == 1
    report = verify()
    assert (report.problems, report.erased) == ([], 2)
    assert "Qin Ruo 0" not in str(list(Values.objects.values_list("fields", flat=True)))


def test_the_moment_said_is_the_moment_kept(db):
    at = datetime(2019, 5, 6, 7, 8, 9, 10, tzinfo=timezone.get_fixed_timezone(480))
    with acting(SYSTEM):
        record_many([Event("sign_in")], at=at)
    assert Entry.objects.get().at == at and not verify().problems
