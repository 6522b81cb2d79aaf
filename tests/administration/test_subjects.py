"""Requests of persons: due by the law of the place, nothing before they are verified, everything in one file, and forgotten."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.subjects import rules
from xianji.administration.subjects.actions import finish, forget, restrict, verify
from xianji.administration.subjects.controls import persons_are_answered
from xianji.administration.subjects.models import SubjectRequest
from xianji.audit.proof import verify as prove
from xianji.customers.consents.asking import may_contact
from xianji.customers.models import Contact, Customer
from xianji.kit.comments import keeping as comments
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.access.models import Assignment, Role
from xianji.org.days.calendar import work_calendar
from xianji.sales.models import Opportunity
from xianji.workspace.models import Activity


@pytest.fixture
def legal(cast):
    """Grace looks after personal data; Ann is a contact of alice's."""
    Assignment.objects.create(user=cast.users["grace"], role=Role.unscoped.get(code="LEG"))
    with cast.acting("alice"):
        firm = make(Customer, name="Heron", owner=cast.person("alice"))
        return make(Contact, name="Ann Egret", mobile="13800138000", customer=firm, owner=cast.person("alice"))


def asked(kind, contact, **values):
    return make(SubjectRequest, kind=kind, contact=contact, **values)


@pytest.mark.parametrize(("place", "kind", "days"), [("TW", "access", 15), ("TW", "correct", 30), ("HK", "access", 40)])
def test_the_last_day_follows_from_the_place(place, kind, days, as_system):
    received = date(2026, 8, 20)
    assert rules.due_on(received, days, place, work_calendar(place).add_workdays) == received + timedelta(days=days)
    assert asked(kind, make(Contact), place=place, received_on=received).due_on == received + timedelta(days=days)


def test_on_the_mainland_working_days_count(as_system):
    assert asked("delete", make(Contact), received_on=date(2026, 8, 20)).due_on == date(2026, 9, 10)


def test_nothing_is_handed_out_before_the_person_is_verified(legal, cast, enter):
    with cast.acting("alice"):
        comments.comment(legal, "Likes tea")
        make(Activity, subject="Call", text="About lanterns", about_label=legal.label(), about_id=legal.pk, owner=cast.person("alice"))
    one, client = asked("copy", legal), enter("grace")
    at = f"/administration/subjects/{one.pk}"
    assert client.post(f"{at}/held").status_code == 404
    with cast.acting("grace"):
        verify(one, proof="Called back on the number on file")
        with pytest.raises(Refused, match="Fetch the file"):
            finish(one, answer="Sent")
    assert "Fetch the file" in client.get(at).content.decode() and enter("bob").post(f"{at}/held").status_code == 404
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.post(f"{at}/held").streaming_content)))
    held = json.loads(archive.read("held.json"))
    said = json.dumps(held, ensure_ascii=False)
    assert "13800138000" in said and "Likes tea" in said and "About lanterns" in said and "held.xlsx" in archive.namelist()
    with cast.acting("grace"):
        finish(SubjectRequest.objects.get(pk=one.pk), answer="Sent by mail")
    assert SubjectRequest.unscoped.get(pk=one.pk).state == "done"


def test_a_deletion_leaves_the_deal_and_nobody_in_it(legal, cast, settings, tmp_path):
    settings.HOME = tmp_path
    deal = make(Opportunity, name="Lanterns", customer=legal.customer, owner=cast.person("alice"), amount=7)
    one = asked("delete", legal, text="Ann Egret wants to be forgotten")
    with cast.acting("grace"):
        verify(one, proof="Passport of Ann Egret")
        forget(one)
    with acting(SYSTEM):
        row = SubjectRequest.unscoped.get(pk=one.pk)
    assert (row.state, row.text, row.answered_on) == ("done", "", timezone.localdate())
    assert row.evidence["journal"] > 0 and "traces were erased" in row.answer and "Ann" not in row.proof
    assert Contact.unscoped.get(pk=legal.pk).name == f"— {legal.number}" and Opportunity.unscoped.get(pk=deal.pk).amount == 7
    assert not prove().problems
    with cast.acting("bob"), pytest.raises(NotPermitted):
        forget(asked("delete", make(Contact)))


def test_what_is_restricted_is_not_used(legal, cast):
    one = asked("restrict", legal)
    with cast.acting("grace"):
        verify(one, proof="Letter")
        restrict(one)
        assert may_contact(legal, "call", "service").code == "restricted"


@pytest.mark.shows("persons_are_answered")
def test_a_request_is_answered_in_time(as_system):
    today = timezone.localdate()
    late, early, done = (asked("access", make(Contact)) for _ in range(3))
    SubjectRequest.unscoped.filter(pk__in=[late.pk, done.pk]).update(due_on=today - timedelta(days=1))
    SubjectRequest.unscoped.filter(pk=done.pk).update(state="done")
    found = persons_are_answered.check(SubjectRequest.unscoped.all(), today)
    assert dict(found.values_list("pk", "verdict")) == {late.pk: "fail", early.pk: "pass", done.pk: "pass"}
