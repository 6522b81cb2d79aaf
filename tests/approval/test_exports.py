"""Large exports, and those of guarded fields, are asked for; granted ones are fetched once, in time, with a line that says by whom."""

import io
import re
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import Signer
from django.utils import timezone

from tests.making import make
from xianji.approval.exports import passwords, tracing, views
from xianji.approval.exports.commands import export
from xianji.approval.exports.controls import large_exports_are_asked_for
from xianji.approval.exports.rules import levels
from xianji.approval.models import ExportRequest, Request
from xianji.approval.requests.actions import approve, reject
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit.exports import hidden, locked
from xianji.kit.exports.order import folder
from xianji.kit.jobs.models import Job
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.runs.models import Outcome
from xianji.rulebook.parameters import reading
from xianji.rulebook.parameters.writing import plan
from xianji.rulebook.tables import deciding

from .test_asking import asked_now, decide

AT = "/customers/customers/export.csv?columns=name"


@pytest.fixture
def firms(cast):
    with acting(SYSTEM):
        plan("export.approval", "on", timezone.localdate(), "3.3.3b")
        plan("export.auto", "2", timezone.localdate(), "a small company")
    for name in ("Heron", "Crane", "Swift"):
        make(Customer, name=name, owner=cast.person("bob"))
    yield
    reading.forget()


def asked(client, address=AT, purpose="The yearly letter") -> Request:
    page = client.get(address)
    assert page.status_code == 302 and page.url.startswith("/approval/exports/ask?")
    assert client.post(page.url, {"purpose": ""}).status_code == 422
    done = client.post(page.url, {"purpose": purpose})
    return Request.unscoped.get(about_label="approval.exportrequest", about_id=int(done.url.rsplit("/", 1)[1]))


def test_a_large_export_is_asked_for_granted_and_fetched_once(firms, cast, enter):
    client = enter("bob")
    request = asked(client)
    assert asked_now(request) == ["Erin"] and not Entry.objects.filter(verb="export").exists()
    at = f"/approval/exports/{request.about_id}"
    assert client.post(f"{at}/fetch").status_code == 409
    decide(cast, "erin", approve, request)
    assert "Fetch the file" in client.get(at).content.decode() and "Fetch the file" not in enter("erin").get(at).content.decode()
    assert enter("erin").post(f"{at}/fetch").status_code == 404
    assert client.post(f"{at}/fetch", {"password": "chosen"}).status_code == 409
    rows, _closed = opened(client, at)
    assert "Heron" in f"{rows}" and rows[-1][0].startswith("Export EX-") and "Bob at" in rows[-1][0]
    assert client.post(f"{at}/fetch").status_code == 409
    assert Entry.objects.get(verb="export").changes["rows"][1] == 3


def offered(client, at) -> tuple[str, str]:
    """The password that the page shows, and what its form sends."""
    page = client.get(at).content.decode()
    return re.search(r'id="file-password"[^>]* value="([^"]+)"', page)[1], re.search(r'name="password" value="([^"]+)"', page)[1]


def opened(client, at) -> tuple[list, bytes]:
    """The rows of the fetched workbook, and the workbook as it left."""
    password, signed = offered(client, at)
    answer = client.post(f"{at}/fetch", {"password": signed})
    assert answer.status_code == 200 and ".xlsx" in answer["Content-Disposition"], answer
    closed, plain = b"".join(answer.streaming_content), io.BytesIO()
    assert locked.unlock(io.BytesIO(closed), plain, password)
    return list(openpyxl.load_workbook(plain).active.values), closed


@pytest.fixture
def granted(firms, cast, enter):
    """The page of an export that may be fetched, for Bob."""
    client = enter("bob")
    request = asked(client)
    decide(cast, "erin", approve, request)
    return client, f"/approval/exports/{request.about_id}"


def test_its_password_is_kept_nowhere_and_is_another_each_time_it_is_shown(granted):
    client, at = granted
    (first, signed), (second, _again) = offered(client, at), offered(client, at)
    other = Signer(salt=passwords.SALT).sign_object([0, "chosen"])
    assert first != second
    for wrong in ("", signed[:-1], other):
        assert client.post(f"{at}/fetch", {"password": wrong}).status_code == 409
    closed = b"".join(client.post(f"{at}/fetch", {"password": signed}).streaming_content)
    assert locked.unlock(io.BytesIO(closed), io.BytesIO(), first) and not locked.unlock(io.BytesIO(closed), io.BytesIO(), second)
    row = ExportRequest.unscoped.get()
    assert first not in f"{row.order} {list(Entry.objects.values_list('changes', flat=True))}"
    assert "file-password" not in client.get(at).content.decode()


def test_a_large_one_waits_for_the_worker_closed_and_forgets_its_password(
    granted, monkeypatch, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.HOME = tmp_path
    monkeypatch.setattr(views, "AT_ONCE", 2)
    client, at = granted
    password, signed = offered(client, at)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{at}/fetch", {"password": signed})
    job = Job.objects.get()
    assert answer.status_code == 302 and job.state == "done" and password not in f"{job.order}" and job.order["what"]["sealed"]
    (kept,) = folder().glob("*.xlsx")
    assert locked.unlock(io.BytesIO(kept.read_bytes()), io.BytesIO(), password)
    b"".join(client.get(job.href).streaming_content)
    assert Job.objects.get().order["what"]["sealed"] == ""


def test_where_the_company_wants_none_it_leaves_as_it_was_asked_for(firms, cast, enter):
    with acting(SYSTEM):
        plan("export.password", "off", timezone.localdate(), "none")
    client = enter("bob")
    request = asked(client)
    decide(cast, "erin", approve, request)
    at = f"/approval/exports/{request.about_id}"
    assert "file-password" not in client.get(at).content.decode()
    text = b"".join(client.post(f"{at}/fetch").streaming_content).decode()
    assert "Heron" in text and text.strip().splitlines()[-1].startswith('"Export EX-')


def test_a_found_file_says_whose_it_was_also_saved_anew_and_from_some_pasted_rows(firms, cast, enter):
    make(Customer, name="苍鹭 Heron", owner=cast.person("bob"))
    client = enter("bob")
    request = asked(client)
    decide(cast, "erin", approve, request)
    at = f"/approval/exports/{request.about_id}"
    password, signed = offered(client, at)
    closed = b"".join(client.post(f"{at}/fetch", {"password": signed}).streaming_content)
    plain, again = io.BytesIO(), io.BytesIO()
    assert locked.unlock(io.BytesIO(closed), plain, password)
    book = openpyxl.load_workbook(plain)
    pasted = "\t".join(f"{cell.value}" for row in book.active.iter_rows() for cell in row if f"{cell.value}".startswith("苍鹭"))
    assert "Export" not in pasted
    book.save(again)
    frank = enter("frank")
    number = ExportRequest.unscoped.get().number
    for told in (
        {"text": pasted}, {"file": upload(again.getvalue())}, {"file": upload(closed), "password": password},
        {"file": upload(pasted.encode("gb18030"), "rows.csv")}, {"file": upload(pasted.encode("utf-16"), "rows.txt")},
    ):
        page = frank.post("/approval/exports/whose", told)
        assert page.status_code == 200 and number in page.content.decode() and "Bob" in page.content.decode(), told
    assert Entry.objects.filter(verb="trace", record_id=request.about_id).count() == 5
    written = CliRunner().invoke(export, ["whose", "-"], input=pasted.encode())
    assert written.exit_code == 0 and number in written.output and "Bob" in written.output
    assert CliRunner().invoke(export, ["whose", "-"], input=b"Heron").exit_code == 1


def test_what_is_found_is_not_believed_and_asked_by_few(granted, enter):
    assert granted[0].get("/approval/exports/whose").status_code == 404
    frank = enter("frank")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", bytes(2_000_000))
    for told, status in (
        ({}, 422), ({"text": "Heron"}, 200), ({"text": hidden.written("0123456789ab")}, 200),
        ({"file": upload(b"PK\x03\x04 no archive")}, 200), ({"file": upload(tracing.CLOSED + bytes(600))}, 422),
    ):
        page = frank.post("/approval/exports/whose", told)
        assert page.status_code == status and "EX-" not in page.content.decode(), told
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "UNPACKED", 1_000_000)
        assert frank.post("/approval/exports/whose", {"file": upload(bomb.getvalue())}).status_code == 422
    assert not Entry.objects.filter(verb="trace").exists()


def upload(content: bytes, name: str = "found.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_what_is_refused_or_late_does_not_leave(firms, cast, enter):
    client = enter("bob")
    first, second = asked(client), asked(client, f"{AT}&sort=name")
    decide(cast, "erin", reject, first, comment="No.")
    decide(cast, "erin", approve, second)
    ExportRequest.unscoped.filter(pk=second.about_id).update(expires_at=timezone.now() - timedelta(minutes=1))
    for one in (first, second):
        assert client.post(f"/approval/exports/{one.about_id}/fetch").status_code == 409


def test_few_rows_leave_at_once_and_where_the_company_does_not_want_it_all(firms, enter):
    assert enter("bob").get(f"{AT}&size_class=large").status_code == 200
    with acting(SYSTEM):
        plan("export.approval", "off", timezone.localdate(), "not any more")
    assert enter("bob").get(AT).status_code == 200


def test_a_guarded_field_is_asked_for_however_few_the_rows(firms, cast, enter):
    make(Product, name="Lantern")
    erin = enter("erin")
    for role in cast.users["erin"].assignments.all():
        role.role.grants.get_or_create(permission="catalog.product.export", reach="a")
        role.role.grants.get_or_create(permission="catalog.see_cost", reach="a")
    cast.users["erin"].access_version += 1
    cast.users["erin"].save()
    assert erin.get("/catalog/products/export.csv?columns=name").status_code == 200
    assert erin.get("/catalog/products/export.csv?columns=name,cost").status_code == 302


def test_an_order_is_not_made_larger_on_the_way(firms, enter):
    assert enter("alice").get(AT).status_code == 404
    for order in ("", "{}", "[]", '{"label": "x.y", "kind": "csv", "asked": {}, "machine": 0, "bom": 0, "ids": null}'):
        assert enter("bob").get("/approval/exports/ask", {"order": order}).status_code == 404


@pytest.mark.parametrize(("rows", "guarded", "first"), [
    (1, False, "SUP"), (500, False, "SUP"), (501, False, "RM"), (2000, False, "RM"), (2001, False, None), (1, True, None),
])  # fmt: skip
def test_who_agrees_depends_on_rows_and_columns(rows, guarded, first, db):
    asked = deciding.decide("export.approvers", rows=rows, guarded=guarded)["approvers"]
    assert (levels(asked)[0] if first else levels(asked)) == (first or ()) and (first or asked == ("SD", "LEG"))


@pytest.mark.shows("large_exports_are_asked_for")
def test_each_export_is_judged_and_one_that_is_turned_back_counts_as_refused(firms, cast, enter):
    bob = enter("bob")
    assert bob.get(f"{AT}&size_class=large").status_code == 200
    assert bob.get(AT).status_code == 302
    outcomes = Outcome.objects.filter(control=large_exports_are_asked_for.full_name)
    assert sorted(outcomes.values_list("verdict", "owner")) == [("fail", cast.person("bob").pk), ("pass", cast.person("bob").pk)]
    assert not Entry.objects.filter(verb="export").exclude(changes__rows=[None, 0]).exists()
