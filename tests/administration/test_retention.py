"""Personal data whose time is over: announced once, kept where somebody hears of the person, held, restricted, else gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.retention import rules
from xianji.administration.retention.actions import hold, release
from xianji.administration.retention.controls import nothing_is_kept_too_long
from xianji.administration.retention.jobs import look_after
from xianji.administration.retention.models import Retention
from xianji.administration.subjects.actions import forget, restrict, verify
from xianji.administration.subjects.models import SubjectRequest
from xianji.audit.models import Entry
from xianji.audit.proof import verify as prove
from xianji.customers.consents.asking import may_contact
from xianji.customers.customers.actions import lose
from xianji.customers.leads import scoring
from xianji.customers.models import Contact, Customer, Lead
from xianji.kit import store
from xianji.kit.forgetting.keeping import forget_all
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.access.models import Assignment, Role
from xianji.sales.models import Opportunity
from xianji.workspace.models import Notice

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def legal(cast, settings, tmp_path):
    settings.HOME = tmp_path
    Assignment.objects.create(user=cast.users["grace"], role=Role.unscoped.get(code="LEG"))
    return cast


@pytest.fixture
def leads(legal):
    """Alice's, each 25 months old: one quiet, one spoken with, one that showed a sign, one with a plan."""

    def lead(person, **values):
        one = make(Lead, person=person, company=f"{person} Ltd", owner=legal.person("alice"), mobile=f"1380013{len(person):04}",
                   next_step_at=None, **values)  # fmt: skip
        Lead.unscoped.filter(pk=one.pk).update(created_at=ago(25))
        return one

    with legal.acting("alice"):
        made = {name: lead(name) for name in ("Quiet", "Spoken", "Signing", "Planned ahead")}
        scoring.note(made["Signing"], "paper", ago(3))
    Lead.unscoped.filter(pk=made["Spoken"].pk).update(followed_at=ago(1))
    Lead.unscoped.filter(pk=made["Planned ahead"].pk).update(next_step_at=timezone.now() + timedelta(days=9))
    return made


@pytest.fixture
def contacts(legal):
    """Of a customer that was lost 37 months ago: one is named in a deal that was won."""
    with legal.acting("alice"):
        firm = make(Customer, name="Heron", owner=legal.person("alice"))
        made = [make(Contact, name=name, mobile=mobile, customer=firm, owner=legal.person("alice"))
                for name, mobile in (("Ann Egret", "13800138000"), ("Ben Kite", "13900139000"))]  # fmt: skip
        lose(firm, note="Bought elsewhere")
        deal = make(Opportunity, name="Lanterns", customer=firm, contact=made[1], owner=legal.person("alice"), amount=7)
    Opportunity.unscoped.filter(pk=deal.pk).update(stage="won", closed_on=rules.months_after(TODAY, -50))
    Contact.unscoped.update(created_at=ago(60))
    Customer.unscoped.filter(pk=firm.pk).update(last_contact_on=None)
    Entry.objects.filter(label=firm.label(), record_id=firm.pk, verb="lose").update(at=ago(37))
    return made


def ago(months):
    return timezone.now() - timedelta(days=months * 31)


def state_of(person):
    name = person._meta.model_name
    return dict(Retention.unscoped.filter(**{name: person.pk}).values_list(f"{name}_id", "state")).get(person.pk)


def test_a_quiet_lead_is_announced_once_and_gone_after_the_notice(leads, django_capture_on_commit_callbacks):
    prove()
    assert look_after(TODAY) == {"announced": 1, "done": 0} and look_after(TODAY) == {"announced": 0, "done": 0}
    one = Retention.unscoped.get()
    assert (one.lead_id, one.due_on, one.owner.name) == (leads["Quiet"].pk, LATER, "Alice")
    notice = Notice.objects.get(kind="retention")
    assert notice.person.name == "Alice" and "1 person of yours" in notice.told
    with django_capture_on_commit_callbacks(execute=True):
        assert look_after(LATER)["done"] == 1
    row, one = Lead.unscoped.get(pk=leads["Quiet"].pk), Retention.unscoped.get(lead=leads["Quiet"])
    assert (row.person, row.mobile, row.company) == ("", "", f"— {row.number}") and row.deleted_at
    assert (one.state, one.done_on) == ("erased", LATER) and one.traces == sum(one.evidence.values()) > 0
    assert one.rule.startswith("retention.rules 1/") and not Entry.objects.filter(title__contains="Quiet").exists()
    assert not prove().problems
    assert {state_of(lead) for name, lead in leads.items() if name != "Quiet"} == {None}


def test_one_that_fails_is_left_as_it_was_also_by_the_look_at_what_was_written_meanwhile(
    leads, monkeypatch, django_capture_on_commit_callbacks
):
    with acting(SYSTEM):
        note = make(Customer, name="Heron Works", need_profile=f"Ask {leads['Quiet'].mobile}")
    look_after(TODAY)
    broken = lambda *_given: (_ for _ in ()).throw(ValueError("the disk is full"))  # noqa: E731
    monkeypatch.setattr("xianji.administration.retention.ending.forget_all", lambda *given: (forget_all(*given), broken()))
    with django_capture_on_commit_callbacks(execute=True):
        assert look_after(LATER)["done"] == 0
    assert Lead.unscoped.get(pk=leads["Quiet"].pk).mobile and leads["Quiet"].mobile in Customer.unscoped.get(pk=note.pk).need_profile


def test_who_is_heard_of_again_is_kept(leads):
    look_after(TODAY)
    Lead.unscoped.filter(pk=leads["Quiet"].pk).update(followed_at=timezone.now())
    look_after(LATER)
    assert state_of(leads["Quiet"]) == "ended" and Lead.unscoped.get(pk=leads["Quiet"].pk).person == "Quiet"


def test_a_contact_whom_the_accounts_name_is_restricted_first(contacts):
    free, booked = contacts
    assert look_after(TODAY)["announced"] == 2
    look_after(LATER)
    assert (state_of(free), state_of(booked)) == ("erased", "restricted")
    one = Retention.unscoped.get(contact=booked)
    assert one.due_on == rules.months_after(TODAY, 70) and Contact.unscoped.get(pk=booked.pk).name == "Ben Kite"
    assert may_contact(booked, "call", "service").code == "restricted" and not may_contact(booked, "mail", "sales")
    look_after(one.due_on)
    assert state_of(booked) == "erased" and Contact.unscoped.get(pk=booked.pk).mobile == ""


def test_what_is_held_is_neither_erased_nor_used(leads, legal):
    look_after(TODAY)
    one, lead = Retention.unscoped.get(), leads["Quiet"]
    with legal.acting("alice"), pytest.raises(NotPermitted):
        hold(one, why="I like them")
    with legal.acting("grace"):
        with pytest.raises(Refused):
            hold(one, why="Lawsuit", until=TODAY)
        hold(one, why="Lawsuit", until=TODAY + timedelta(days=40))
        asked = make(SubjectRequest, kind="delete", lead=lead)
        verify(asked, proof="Letter")
        with pytest.raises(Refused, match=one.number):
            forget(asked)
        restrict(asked, answer="Held by a court")
    look_after(LATER)
    assert state_of(lead) == "held" and Lead.unscoped.get(pk=lead.pk).person == "Quiet"
    assert may_contact(lead, "call", "service").code == "restricted"
    after = TODAY + timedelta(days=41)
    look_after(after)
    one = Retention.unscoped.get(pk=one.pk)
    assert (one.state, one.due_on) == ("announced", after + timedelta(days=30))
    with legal.acting("grace"), pytest.raises(Refused, match="is open for this person"):
        make(Retention, lead=lead, reason="Once more")


def test_data_are_held_before_their_time_and_let_go(leads, legal):
    lead = leads["Spoken"]
    with legal.acting("grace"):
        with pytest.raises(Refused, match="reason"):
            make(Retention, lead=lead, reason="")
        one = make(Retention, lead=lead, reason="Audit")
        one.lead = leads["Quiet"]
        with pytest.raises(Refused, match="cannot be changed"):
            store.change(one)
        one.refresh_from_db()
        release(one)
    assert state_of(lead) == "ended"


@pytest.mark.shows("nothing_is_kept_too_long")
def test_what_is_late_is_found(leads):
    look_after(TODAY)
    check = nothing_is_kept_too_long.check
    assert [set(check(Retention.unscoped.all(), day).values_list("verdict", flat=True)) for day in (LATER, LATER + timedelta(days=1))
            ] == [{"pass"}, {"fail"}]  # fmt: skip


def test_a_lead_asks_and_is_forgotten(leads, legal, enter):
    import io
    import json
    import zipfile

    lead, client = leads["Spoken"], enter("grace")
    with acting(SYSTEM):
        copy, gone = (make(SubjectRequest, kind=kind, lead=lead) for kind in ("copy", "delete"))
        became = make(Contact, name="Spoken", mobile=lead.mobile, email="spoken@example.com")
        Lead.unscoped.filter(pk=lead.pk).update(contact=became, state="converted")
        for one in (copy, gone):
            verify(one, proof="Called back")
    sent = client.post(f"/administration/subjects/{copy.pk}/held")
    said = json.dumps(json.load(zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content))).open("held.json")))
    assert lead.mobile in said and "Spoken Ltd" in said and "spoken@example.com" in said
    with acting(SYSTEM):
        forget(SubjectRequest.unscoped.get(pk=gone.pk))
    assert Lead.unscoped.get(pk=lead.pk).person == "" and Contact.unscoped.get(pk=became.pk).email == ""
    assert not Entry.objects.filter(title__contains="Spoken").exists() and not prove().problems
