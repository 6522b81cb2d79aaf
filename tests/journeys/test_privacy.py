"""Scenario C11: who leaves exports nothing, an export is granted by the next above and dies, and a person is forgotten."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.approval.test_asking import asked_now, decide
from tests.making import make
from xianji.administration.subjects.actions import forget, verify
from xianji.administration.subjects.models import SubjectRequest
from xianji.approval.exports import passwords
from xianji.approval.models import ExportRequest, Request
from xianji.approval.requests.actions import approve
from xianji.audit.proof import verify as prove
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.models import Channel, Consent
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact, Customer, Touch
from xianji.kit import sets, verbs
from xianji.kit.exports import locked
from xianji.kit.refusals import Blocked, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Role
from xianji.rulebook.parameters.writing import plan
from xianji.sales.models import Order

LIST = "/customers/contacts/export"


@pytest.fixture
def book(cast: Any) -> Any:
    """600 contacts of Alice's in Bob's team, Erin above him; larger exports are asked for."""
    with acting(SYSTEM):
        plan("export.approval", "on", timezone.localdate(), "3.3.3b")
        Assignment.objects.create(user=cast.users["erin"], role=Role.unscoped.get(code="RM"))
        firm = make(Customer, name="丁土物流", owner=cast.person("alice"))
        people = [Contact(name=f"联系人{n:03}", customer=firm, mobile=f"139{n:08}", owner=cast.person("alice")) for n in range(600)]
        sets.insert_many(Contact, people, verb="create", source="demo")
    for role in Role.unscoped.filter(code__in=["REP", "SUP"]):
        role.grants.get_or_create(permission="customers.contact.export", reach="b")
    for user in cast.users.values():
        user.access_version += 1
        user.save()
    return firm


def test_who_is_leaving_exports_nothing(book: Any, cast: Any, enter: Any) -> None:
    Person.unscoped.filter(name="Alice").update(leaves_on=timezone.localdate() + timedelta(days=14))
    refused = enter("alice").get(f"{LIST}.xlsx")
    assert refused.status_code == 403 and "last day" in refused.content.decode()


def test_320_masked_rows_are_granted_by_the_next_above_and_fetched_once(book: Any, cast: Any, enter: Any) -> None:
    Contact.unscoped.filter(pk__in=list(Contact.unscoped.order_by("pk").values_list("pk", flat=True)[320:])).update(deleted_at=timezone.now())
    client = enter("bob")
    page = client.get(f"{LIST}.xlsx?columns=name,mobile&owner=any")
    done = client.post(page.url, {"purpose": "The yearly letter"})
    request = Request.unscoped.get(about_id=int(done.url.rsplit("/", 1)[1]))
    assert asked_now(request) == ["Erin"] and ExportRequest.unscoped.get().rows == 320
    with pytest.raises(Refused):
        decide(cast, "bob", approve, request)
    decide(cast, "erin", approve, request)
    at, plain = f"/approval/exports/{request.about_id}/fetch", io.BytesIO()
    password, signed = passwords.offered(ExportRequest.unscoped.get())
    closed = io.BytesIO(b"".join(client.post(at, {"password": signed}).streaming_content))
    assert locked.unlock(closed, plain, password)
    parts = zipfile.ZipFile(plain)
    sheet, words = (parts.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "docProps/core.xml"))
    stamp = f"{cast.person('bob').number} Bob"
    assert sheet.count("<row ") == 1 + 320 + 1 and "139****0319" in sheet and "13900000319" not in sheet
    assert sheet.count(stamp) == 2 and f"&amp;L{stamp} {timezone.localtime():%Y-%m-%d}" in sheet and stamp in words
    assert client.post(at).status_code == 409
    late = client.post(client.get(f"{LIST}.xlsx?columns=name&owner=any").url, {"purpose": "Again"})
    again = Request.unscoped.get(about_id=int(late.url.rsplit("/", 1)[1]))
    decide(cast, "erin", approve, again)
    granted = ExportRequest.unscoped.get(pk=again.about_id)
    assert abs(granted.expires_at - timezone.now() - timedelta(hours=72)) < timedelta(minutes=1)
    ExportRequest.unscoped.filter(pk=granted.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/approval/exports/{granted.pk}/fetch").status_code == 409


def touches(person: Contact, why: str) -> None:
    """After their word each way to them is refused, and word from them is welcome."""
    values = {"customer": person.customer, "contact": person, "outcome": "connected"}
    write_down(person, "withdrawn", note=why)
    for way in ("call", "sms", "mail", "wechat", "meeting"):
        with pytest.raises(Blocked) as refused:
            verbs.create(Touch, {**values, "channel": way})
        assert refused.value.objections[0].clause == "3.2.1a", way
    verbs.create(Touch, {**values, "channel": "call", "direction": "in"})


def test_a_contact_withdraws_and_is_forgotten_while_the_order_stays(book: Any, cast: Any, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    said, asked = (timezone.make_aware(timezone.datetime(2026, 8, day, 10)) for day in (1, 20))
    person = Contact.unscoped.earliest("pk")
    with acting(SYSTEM):
        order = make(Order, customer=book, owner=cast.person("alice"))
        write_down(person, "given", "marketing", at=said)
        write_down(person, "withdrawn", "marketing", at=asked)
        moments = [asked + timedelta(minutes=n) for n in (-1, 0, 1, 60 * 24)]
        assert [bool(may_contact(person, "message", "marketing", at)) for at in moments] == [True, False, False, False]
        ways = [way for way, _label in Channel.choices]
        assert not any(may_contact(person, way, purpose, timezone.now()) for way in ways for purpose in ("marketing", "share"))
        assert may_contact(person, "call", "service", timezone.now()), "what the order asks for goes on"
        touches(person, "no longer at all")
        one = make(SubjectRequest, kind="delete", contact=person, received_on=date(2026, 8, 20))
        verify(one, proof="Called back")
        forget(one)
    assert not Touch.unscoped.filter(at__gt=asked, direction="out").exists()
    closed = SubjectRequest.unscoped.get(pk=one.pk)
    assert (closed.state, closed.due_on) == ("done", date(2026, 9, 10))
    assert not Contact.unscoped.filter(name=person.name).exists() and Order.unscoped.get(pk=order.pk).customer_id == book.pk
    assert Consent.unscoped.filter(about_id=person.pk).count() == 3 and not prove().problems
