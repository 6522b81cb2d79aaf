"""One record as a file: every field that one may see, and its lines."""

import csv
import io
import tempfile

import fastexcel
import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Currency
from xianji.customers.models import Customer
from xianji.kit import registry, verbs
from xianji.kit.exports.writers import write_one
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.sales.models import Opportunity


@pytest.fixture
def deal(cast):
    alice = cast.person("alice")
    return make(Opportunity, name="=1+1", owner=alice, amount="12.50", customer=make(Customer, name="栖梧", owner=alice))


def cells(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return {row[1]: row[2] for row in csv.reader(io.StringIO(text))}


def test_csv_has_every_field(deal, enter):
    answer = enter("erin").get(f"/sales/opportunities/{deal.pk}/export.csv?bom=1")
    found = cells(answer)
    assert (found["Name"], found["Customer"], found["Amount"], found["Owner"]) == ("'=1+1", "栖梧", "12.50", "Alice")
    assert Entry.objects.filter(verb="export", label="sales.opportunity", record_id=deal.pk, actor="Erin").count() == 1


def test_a_closed_field_is_not_in_it(enter, cast):
    """When somebody was hired is for the personnel file; administrators export people without it."""
    label = str(Person._meta.get_field("hired_on").verbose_name)
    assert label not in cells(enter("frank").get(f"/administration/people/{cast.person('alice').pk}/export.csv"))
    with acting(SYSTEM), tempfile.TemporaryFile() as out:
        write_one(out, registry.resource_of(Person), cast.person("alice"), "csv")
        out.seek(0)
        assert f",{label},".encode() in out.read()


def test_lines_have_a_sheet_of_their_own(cast):
    resource = registry.resource_of(Currency)
    [name] = list(resource.lines)
    relation = resource.model._meta.get_field(name)
    with acting(SYSTEM):
        currency = make(Currency)
        line = make(relation.related_model, **{relation.field.name: currency})
        with tempfile.TemporaryFile() as out:
            write_one(out, resource, currency, "xlsx")
            out.seek(0)
            book = fastexcel.read_excel(out.read())
    assert len(book.sheet_names) == 2
    assert book.load_sheet(1).to_polars().height == 1
    assert line.pk


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_strangers_and_those_who_may_not_export_get_nothing(deal, enter, kind):
    for name in ("carol", "alice", "dave"):
        assert enter(name).get(f"/sales/opportunities/{deal.pk}/export.{kind}").status_code == 404


def test_the_page_offers_it_to_those_who_may(deal, enter):
    address = f"/sales/opportunities/{deal.pk}/export.xlsx"
    assert address in enter("erin").get(f"/sales/opportunities/{deal.pk}").content.decode()
    assert address not in enter("alice").get(f"/sales/opportunities/{deal.pk}").content.decode()


def test_what_lies_in_the_trash_is_not_exported(deal, enter):
    with acting(SYSTEM):
        verbs.delete(deal)
    assert enter("erin").get(f"/sales/opportunities/{deal.pk}/export.csv").status_code == 404
