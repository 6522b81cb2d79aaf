"""A list as a file: same rows, harmless texts, exact figures, written into the journal."""

import csv
import io
import tempfile
from datetime import date, datetime
from decimal import Decimal

import fastexcel
import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit import registry
from xianji.kit.exports.files import csv_file, xlsx_file
from xianji.kit.exports.rows import Selection
from xianji.kit.exports.values import harmless
from xianji.kit.lists.query import ListQuery
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

AT = "/customers/customers/export"


@pytest.fixture
def firms(cast):
    alice, carol = cast.person("alice"), cast.person("carol")
    make(
        Customer,
        name="=1+1",
        owner=alice,
        won_amount=Decimal("12.50"),
        size_class="large",
        last_contact_on=date(2026, 3, 4),
    )
    make(Customer, name="＝SUM(A1)", owner=alice, won_amount=Decimal("-7"))
    make(Customer, name="Southern", owner=carol)


def lines(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_same_rows_order_and_columns_as_the_list(firms, enter):
    client = enter("erin")
    address = "?sort=-won_amount&columns=name,won_amount,owner&owner=any"
    shown = client.get("/customers/customers/" + address).context["rows"]
    head, *rows = lines(client.get(f"{AT}.csv{address}"))
    assert len(head) == 3 and [row[2] for row in rows] == [row["cells"][2][1] for row in shown]


def test_texts_cannot_become_formulas_and_figures_stay_figures(firms, enter):
    rows = lines(enter("erin").get(f"{AT}.csv?columns=name,won_amount&sort=won_amount"))[1:]
    assert rows == [["'＝SUM(A1)", "-7.00"], ["Southern", "0.00"], ["'=1+1", "12.50"]]


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "\tx", "\rx", "＝A1", "＋1", "－1", "＠x"])
def test_every_dangerous_start_is_disarmed(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["a=1", "Heron", "", "1+1", " x"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_a_workbook_holds_strings_figures_and_dates(firms, enter):
    answer = enter("erin").get(f"{AT}.xlsx?columns=name,won_amount,last_contact_on&sort=-won_amount")
    sheet = fastexcel.read_excel(b"".join(answer.streaming_content)).load_sheet(0).to_polars()
    assert sheet.columns[0] and sheet.rows()[0] == ("=1+1", 12.5, datetime(2026, 3, 4))


def test_only_as_far_as_the_right_to_export_reaches(firms, enter):
    names = [row[0] for row in lines(enter("bob").get(f"{AT}.csv?columns=name"))[1:]]
    assert "Southern" not in names and len(names) == 2
    assert enter("alice").get(f"{AT}.csv").status_code == 404


def test_each_export_is_in_the_journal(firms, enter):
    lines(enter("erin").get(f"{AT}.csv?size_class=large&columns=name"))
    entry = Entry.objects.get(verb="export")
    told = {name: new for name, (_old, new) in entry.changes.items()}
    assert told["rows"] == 1 and told["columns"] == ["name"] and told["filter"]["size_class"] == "large"


def test_guarded_columns_do_not_leave(firms, enter, monkeypatch):
    resource = registry.resource_of(Customer)
    monkeypatch.setattr(type(resource), "guarded", {"won_amount": "customers.see_money"})
    head, *rows = lines(enter("erin").get(f"{AT}.csv"))
    assert not any("12.5" in cell for row in rows for cell in row)
    assert len(head) == len(resource.shown) - 1


def test_encrypted_numbers_leave_masked_and_never_for_a_machine(firms, cast):
    make(Contact, customer=Customer.unscoped.first(), name="Wei", mobile="13812345678", owner=cast.person("alice"))
    query = ListQuery(registry.resource_of(Contact), {"columns": "mobile"})
    with actor.acting(SYSTEM):
        assert list(Selection(query).rows()) == [["138****5678"]]
        assert "mobile" not in Selection(ListQuery(query.resource, {}), machine=True).headings


def test_machine_headings_carry_the_names_that_an_import_knows(firms, enter):
    head, *rows = lines(enter("erin").get(f"{AT}.csv?headers=names"))
    assert head == ["number", *registry.resource_of(Customer).importable]
    assert {row[head.index("size_class")] for row in rows} == {"large", ""}


def test_a_byte_order_mark_only_when_asked_for(firms, enter):
    client = enter("erin")
    assert b"".join(client.get(f"{AT}.csv?bom=1").streaming_content).startswith(b"\xef\xbb\xbf")
    assert not b"".join(client.get(f"{AT}.csv").streaming_content).startswith(b"\xef\xbb\xbf")


def test_figures_too_long_for_a_spreadsheet_are_written_as_text():
    file = io.BytesIO()
    count = xlsx_file(file, "x", ["n"], [[Decimal("12345678901234.5678")], [Decimal("0.1")]])
    rows = fastexcel.read_excel(file.getvalue()).load_sheet(0, dtypes="string").to_polars().rows()
    assert rows == [("12345678901234.5678",), ("0.1",)] and count == 2


def test_a_full_sheet_is_continued_on_the_next(monkeypatch):
    monkeypatch.setattr("xianji.kit.exports.files.SHEET_ROWS", 3)
    file = io.BytesIO()
    xlsx_file(file, "x", ["n"], [[n] for n in range(5)])
    book = fastexcel.read_excel(file.getvalue())
    assert [book.load_sheet(n).height for n in range(len(book.sheet_names))] == [2, 2, 1]


def test_memory_does_not_grow_with_the_rows():
    import tracemalloc

    tracemalloc.start()
    with tempfile.TemporaryFile() as out:
        csv_file(out, ["a", "b"], ([n, "text " * 20] for n in range(100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
