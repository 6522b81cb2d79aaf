"""Handouts: what reports say was given, and what went by mail or message, in one list on the customer and on the material."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from tests.making import make
from tests.sales.visits.conftest import planned
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.sales.models import Handout, SalesMaterial, Visit, VisitNote
from xianji.sales.visits import actions

__all__ = ["planned"]


def report(visit):
    for verb in (actions.prepare, actions.check_in, actions.check_out):
        verb(visit)
        visit.refresh_from_db()
    actions.report(visit, result=Visit.Result.CONTINUE, summary="They read it.", no_next_because="Wait for them")


def test_what_a_report_and_a_mail_tell_stands_in_one_list(planned, cast, enter):
    visit = planned()
    with cast.acting("alice"):
        report(visit)
        story = visit.notes.get(kind="material").material
        sheet = make(SalesMaterial, name="Valves", kind="sheet", edition="3")
    page = enter("alice").post("/sales/handouts/new", {
        "customer": visit.customer.number, "contact": "Ann Reed", "material": "Valves", "way": "mail",
        "given_on": timezone.localdate().isoformat(),
    })  # fmt: skip
    assert page.status_code == 302
    told = set(Handout.unscoped.values_list("title", "way", "visit", "contact__name", "owner__name"))
    assert told == {(f"{story} · Paper Boats", "visit", visit.pk, "Ann Reed", "Alice"), ("Valves 3 · Paper Boats", "mail", None, "Ann Reed", "Alice")}
    tab = enter("bob").get(f"/customers/customers/{visit.customer_id}?tab=handout").content.decode()
    assert story.name in tab and "Valves" in tab and "Mail" in tab
    assert "Paper Boats" in enter("bob").get(f"/sales/salesmaterials/{sheet.pk}").content.decode()
    assert "Paper Boats" not in enter("carol").get(f"/sales/salesmaterials/{sheet.pk}").content.decode(), "not hers to see"


def test_a_report_written_anew_is_told_as_it_is_now(planned, cast):
    visit = planned()
    with cast.acting("alice"):
        report(visit)
    first = Handout.unscoped.get()
    for gone in (True, False):
        with cast.acting("bob"):
            actions.send_back(Visit.objects.get(pk=visit.pk), comment="What did they get?")
        with cast.acting("alice"):
            note = VisitNote.unscoped.get(kind="material")
            note.deleted_at = timezone.now() if gone else None
            store.change(note)
            actions.report(Visit.objects.get(pk=visit.pk), result=Visit.Result.CONTINUE, summary="Again.", no_next_because="Wait")
        assert list(Handout.unscoped.values_list("pk", flat=True)) == [first.pk]
        assert (Handout.unscoped.get().deleted_at is not None) is gone


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": 1}, "given_on"), ({"kind": "talk"}, "material"), ({"until": -9}, "material"), ({"strange": True}, "contact"),
        ({"way": "visit"}, "way"), ({}, ""),
    ],
)  # fmt: skip
def test_only_a_paper_that_holds_goes_to_somebody_of_the_customer(as_system, wrong, field):
    today = timezone.localdate()
    until = today + timedelta(days=wrong["until"]) if "until" in wrong else None
    paper = make(SalesMaterial, kind=wrong.get("kind", "sheet"), valid_until=until)
    customer = make(Customer)
    contact = make(Contact, customer=make(Customer) if "strange" in wrong else customer)
    values = {"customer": customer, "contact": contact, "material": paper, "way": wrong.get("way", "mail"),
              "given_on": today + timedelta(days=wrong.get("days", 0))}  # fmt: skip
    if not field:
        assert make(Handout, **values).pk
        return
    with pytest.raises(Refused) as refusal:
        make(Handout, **values)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize(("kind", "channel", "way", "ago", "is_open"), [
    ("refused", "", "mail", 0, False), ("refused", "", "wechat", 0, False), ("refused", "", "call", 0, False),
    ("restricted", "", "mail", 0, False), ("withdrawn", "mail", "mail", 0, False), ("withdrawn", "mail", "call", 0, True),
    ("refused", "", "meeting", 0, True), ("refused", "", "mail", 1, True), ("given", "", "mail", 0, True),
])  # fmt: skip
def test_who_asked_not_to_be_contacted_is_sent_nothing(as_system, kind, channel, way, ago, is_open):
    ann = make(Contact)
    write_down(ann, kind=kind, purpose="sales" if kind == "given" else "", channel=channel)
    values = {"customer": ann.customer, "contact": ann, "material": make(SalesMaterial, kind="sheet"), "way": way,
              "given_on": timezone.localdate() - timedelta(days=ago)}  # fmt: skip
    if is_open:
        assert make(Handout, **values).pk
        return
    with pytest.raises(Refused) as refusal:
        make(Handout, **values)
    assert set(refusal.value.fields) == {"contact"}


def test_a_handout_that_stands_may_still_be_corrected_after_a_refusal(as_system):
    ann = make(Contact)
    one = make(Handout, customer=ann.customer, contact=ann, material=make(SalesMaterial, kind="sheet"), way="mail")
    write_down(ann, kind="refused")
    one = Handout.unscoped.get(pk=one.pk)
    one.note = "Two copies"
    store.change(one)
    assert Handout.unscoped.get(pk=one.pk).note == "Two copies"


def test_reports_that_were_written_before_become_the_same_handouts(planned, cast):
    visit = planned()
    with cast.acting("alice"):
        report(visit)
    one = VisitNote.unscoped.get(kind="material")
    make(VisitNote, visit=visit, kind="material", material=one.material, owner=one.owner)
    columns = ("title", "customer", "contact", "material", "visit", "way", "given_on", "owner", "org_path")
    told = list(Handout.unscoped.values_list(*columns))
    Handout.unscoped.all().delete()
    import_module("xianji.sales.migrations.0014_filled_from_what_is_there").fill(apps, None)
    assert list(Handout.unscoped.values_list(*columns)) == told and len(told) == 1
