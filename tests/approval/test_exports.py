"""Large exports, and those of guarded fields, are asked for; granted ones are fetched once, in time, with a line that says by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.exports.controls import large_exports_are_asked_for
from xianji.approval.exports.rules import levels
from xianji.approval.models import ExportRequest, Request
from xianji.approval.requests.actions import approve, reject
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.customers.models import Customer
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
    text = b"".join(client.post(f"{at}/fetch").streaming_content).decode()
    assert "Heron" in text and text.strip().splitlines()[-1].startswith('"Export EX-') and "Bob at" in text
    assert client.post(f"{at}/fetch").status_code == 409
    assert Entry.objects.get(verb="export").changes["rows"][1] == 3


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
