"""The import screens: questions at their place, values said on the report, other sheets, private and short-lived files."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit.imports.keeping import forget_files
from xianji.kit.imports.models import Batch
from xianji.sales.models import Opportunity

DEALS = "name,product,opened\nA,GTX Pro,01/02/2026\nB,Kite,03/04/2026\n"


@pytest.fixture
def upload(enter):
    """`upload(object, content)`: the client, and the address of the import."""

    def bring(label: str, content: bytes | str, name: str = "f.csv", who: str = "erin"):
        client = enter(who)
        file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        answer = client.post("/import/new", {"object": label, "file": file})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        return client, answer.url.removesuffix("/columns")

    return bring


def posted(**said: str) -> dict[str, str]:
    return {"to.0": "name", "to.1": "product", "to.2": "opened_on"} | {name.replace("_", "."): text for name, text in said.items()}


def test_ambiguous_dates_are_asked_at_their_column_and_then_read(upload):
    make(Product, sku="K", name="Kite")
    make(Product, sku="G", name="GTX Pro")
    client, address = upload("sales.opportunity", DEALS)
    asked = client.post(f"{address}/columns", posted())
    page = asked.content.decode()
    assert asked.status_code == 422 and 'name="dates.2"' in page and 'aria-describedby="asked-2"' in page
    assert "2026-02-01" in page and "2026-01-02" in page
    assert client.post(f"{address}/columns", posted(dates_2="dmy")).url == address
    client.post(f"{address}/load")
    assert Opportunity.unscoped.get(name="A").opened_on.isoformat() == "2026-02-01"


def test_unknown_values_are_said_on_the_report(upload):
    make(Product, sku="K", name="Kite")
    client, address = upload("sales.opportunity", DEALS.replace("GTX Pro", "Kyte") + "C,Reed,05/06/2026\nD,None,05/06/2026\n")
    client.post(f"{address}/columns", posted(dates_2="dmy"))
    assert 'name="do.0"' in client.get(address).content.decode()
    client.post(f"{address}/values", {"do.0": "means", "means.0": "Kite", "do.1": "add", "do.2": "blank"})
    batch = Batch.objects.get()
    assert (batch.report["errors"], batch.state) == ([], "checked"), batch.report["errors"]
    client.post(f"{address}/load")
    deals = dict(Opportunity.unscoped.values_list("name", "product__name"))
    assert deals == {"A": "Kite", "B": "Kite", "C": "Reed", "D": None}


def test_what_was_said_of_values_outlives_a_change_of_columns(upload):
    client, address = upload("customers.customer", "name,size\nReed,big\n")
    client.post(f"{address}/columns", {"to.0": "name", "to.1": "size_class"})
    client.post(f"{address}/values", {"do.0": "means", "means.0": "large"})
    client.post(f"{address}/columns", {"to.0": "name", "to.1": "size_class"})
    client.post(f"{address}/load")
    assert Customer.unscoped.get(name="Reed").size_class == "large"


def workbook() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for sheet, heading in (("One", "Name"), ("Two", "客户名称")):
        page = book.add_worksheet(sheet)
        page.write_column(0, 0, [heading, f"Reed {sheet}"])
        page.write_column(0, 1, ["Website", "https://reed.example"])
    book.close()
    return out.getvalue()


def test_another_sheet_is_read_with_its_own_headings(upload):
    client, address = upload("customers.customer", workbook(), "book.xlsx")
    assert "Reed One" in client.get(f"{address}/columns").content.decode()
    assert client.post(f"{address}/columns", {"sheet": "Two", "to.0": "name"}).url == f"{address}/columns"
    page = client.get(f"{address}/columns").content.decode()
    assert "Reed Two" in page and "客户名称" in page
    client.post(f"{address}/columns", {"sheet": "Two", "to.0": "name"})
    client.post(f"{address}/load")
    assert Customer.unscoped.get().name == "Reed Two"


def test_sentences_of_the_reader_are_spoken_in_the_readers_language(upload):
    client, address = upload("customers.customer", b"Report\n\n\nName,Employees\nReed,3\n")
    client.cookies["language"] = "zh-hans"
    assert "标题" in (page := client.get(f"{address}/columns").content.decode()) or "表头" in page, page[-3000:]


def test_a_load_happens_once(upload):
    client, address = upload("customers.customer", "name\nReed\n")
    client.post(f"{address}/columns", {"to.0": "name"})
    answers = [client.post(f"{address}/load").status_code for _time in range(2)]
    assert answers == [302, 422] and Customer.unscoped.count() == 1


def test_files_are_private(upload, enter):
    _client, address = upload("customers.customer", "name\nReed\n")
    path = Path(Batch.objects.get().file.path)
    assert path.is_relative_to(settings.HOME) and path.stat().st_mode & 0o077 == 0
    stranger = enter("alice")
    for part in ("", "/columns", "/errors.xlsx"):
        assert stranger.get(address + part).status_code == 404
    assert stranger.get(f"/files/{Batch.objects.get().file.name}").status_code == 404


def test_files_are_deleted_after_a_month_and_reports_stay(upload):
    client, address = upload("customers.customer", "name\nReed\n")
    client.post(f"{address}/columns", {"to.0": "name"})
    batch = Batch.objects.get()
    stray = Path(batch.file.path).with_name("stray.csv")
    stray.write_text("x")
    os.utime(stray, (time.time() - 40 * 86_400,) * 2)
    assert forget_files() == 1 and not stray.exists() and Path(batch.file.path).exists()
    Batch.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert forget_files() == 1 and not Path(batch.file.path).exists()
    assert client.get(address).status_code == 200 and client.get(f"{address}/columns").status_code == 422
