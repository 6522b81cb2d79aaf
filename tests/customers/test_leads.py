"""Leads: their score, who gets them, what they become, and what the regulation asks of them."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.leads import controls, rules, scoring
from xianji.customers.leads.actions import assign, convert, distribute, qualify
from xianji.customers.leads.chasing import chase, give_out
from xianji.customers.leads.explained import behaviour_lines, fit_lines
from xianji.customers.models import Contact, Customer, Lead
from xianji.kit import sets, store
from xianji.kit.refusals import Refused
from xianji.org.models import Region
from xianji.sales.models import Opportunity


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def now(lead):
    return Lead.unscoped.get(pk=lead.pk)


@pytest.fixture
def east(as_system, cast):
    return store.create(Region(code="E", name="East", unit=cast.east))


def good(region, **values):
    """A lead of grade B or better."""
    facts = {"standing": "priority", "employees": 1450, "part": "decision", "region": region, "mobile": "13800138001"}
    lead = make(Lead, **{**facts, **values})
    scoring.note(lead, "quote")
    return lead


def test_behaviour_fades_and_what_speaks_against_is_taken_off_after_the_cap():
    moment = at("2026-07-02T09:00")
    for plus, minus, idle, points in [
        (30, 0, 61, "7.5"), (30, 0, 29, "30"), (30, 0, 30, "15"), (80, 0, 0, "50"), (80, -20, 0, "30"), (10, -20, 0, "0"),
        (40, -10, 30, "10"),
    ]:  # fmt: skip
        assert rules.behaviour(plus, minus, moment - timedelta(days=idle), moment).points == Decimal(points), (plus, minus, idle)


def test_the_score_is_told_point_by_point_and_fades_by_itself(east):
    lead = make(Lead, standing="priority", employees=1450, part="influence", region=east)
    assert (lead.fit, lead.score, lead.grade) == (46, 46, "C")
    for kind in ("talk", "quote"):
        scoring.note(lead, kind)
    assert (lead.score, lead.grade) == (76, "A")
    lines, href = fit_lines(lead)
    assert sorted(one.points for one in lines) == [8, 8, 15, 15]
    assert "/policy/tables/lead.score/" in href
    later = timezone.now() + timedelta(days=61)
    assert scoring.rescore_all(later) == 1
    kept = now(lead)
    assert (kept.behaviour, kept.score, kept.grade) == (Decimal("7.5"), Decimal("53.5"), "C")
    assert scoring.rescore_all(later) == 0
    assert sorted(one.points for one in behaviour_lines(lead)) == [10, 20]
    scoring.note(lead, "outsider")
    assert lead.grade == "D"


def test_many_leads_are_scored_as_one_is(east):
    leads = [Lead(company=f"C{n}", person="Ann", source="web", basis="consent", region=east, employees=n * 100) for n in range(4)]
    sets.insert_many(Lead, leads)
    assert list(Lead.unscoped.order_by("pk").values_list("fit", flat=True)) == [11, 16, 16, 21]


def test_the_table_says_who_gets_it(cast, east):
    """The customer's owner first, then who has waited longest and has room, then the pool; grade D goes nowhere."""
    alice, carol = cast.person("alice"), cast.person("carol")
    one, other = good(east), good(None)
    distribute(one)
    assert (one.owner, one.state) == (alice, "assigned")
    customer = make(Customer, name=other.company, owner=carol)
    distribute(other)
    assert (other.owner, other.unit) == (carol, cast.branch)
    make(Contact, customer=customer, mobile="13900000001")
    third = good(east, mobile="+86 139 0000 0001")
    distribute(third)
    assert third.owner == carol
    Lead.unscoped.filter(pk=one.pk).update(grade="B", score=60)
    distribute(now(one))
    assert (now(one).owner, now(one).state, now(one).first_due_at) == (None, "recycled", None)
    plain = make(Lead)
    assert plain.grade == "D"
    with pytest.raises(Refused, match="grade D"):
        distribute(plain)


def test_room_ends_at_the_cap(cast, east):
    bare = [Lead(company=f"C{n}", person="A", source="web", basis="public", owner=cast.person("alice"), state="assigned") for n in range(30)]
    sets.insert_many(Lead, bare)
    lead = good(east)
    scoring.note(lead, "talk")
    assert lead.grade == "A"
    distribute(lead)
    assert (lead.owner, lead.state) == (None, "recycled")


def test_a_lead_of_nobody_is_given_out_and_a_late_one_of_grade_b_goes_to_the_pool(cast, east):
    lead = good(east, part="user")
    assert (lead.grade, give_out()) == ("B", 1)
    given = now(lead)
    assert (given.owner, give_out()) == (cast.person("alice"), 0)
    late = given.first_due_at + timedelta(minutes=1)
    assert chase(late) == {"told": 1, "given_on": 0}
    assert chase(late) == {"told": 0, "given_on": 0}
    assert chase(late + timedelta(days=12))["given_on"] == 1
    assert (now(lead).state, now(lead).owner) == ("recycled", None)


def test_what_is_known_decides_who_is_qualified(cast, east):
    lead = good(east, need="Sensors")
    Lead.unscoped.filter(pk=lead.pk).update(state="contacted")
    with pytest.raises(Refused, match="3 must be known; 2 are"):
        qualify(now(lead))
    Lead.unscoped.filter(pk=lead.pk).update(budget=100, score=Decimal("59.5"))
    with pytest.raises(Refused, match=r"at least 60; it is 59\.5"):
        qualify(now(lead))
    Lead.unscoped.filter(pk=lead.pk).update(score=60)
    qualify(now(lead))
    assert now(lead).state == "qualified"


def test_a_known_customer_is_linked_and_one_of_somebody_else_is_not_taken(cast, east):
    customer = make(Customer, name="Paper Boats", owner=cast.person("carol"))
    lead = good(east, company="Paper Boats", owner=cast.person("alice"))
    Lead.unscoped.filter(pk=lead.pk).update(state="qualified")
    with pytest.raises(Refused, match="looked after by South 1"):
        convert(now(lead))
    assert (Customer.unscoped.count(), Contact.unscoped.count(), Opportunity.unscoped.count()) == (1, 0, 0)
    assign(now(lead), to=cast.person("carol"))
    assert now(lead).state == "qualified"
    convert(now(lead))
    assert (now(lead).customer, Contact.unscoped.get().customer, Customer.unscoped.count()) == (customer, customer, 1)


@pytest.mark.shows("leads_are_whole")
def test_leads_are_whole_or_refused(east):
    whole = {"company": "C", "person": "Ann", "source": "web", "need": "Sensors", "basis": "consent", "region": east, "email": "a@b.example"}
    assert controls.leads_are_whole.check(Lead(**whole), {}, timezone.localdate()) is None
    told = controls.leads_are_whole.check(Lead(**{**whole, "email": "", "need": ""}), {}, timezone.localdate())
    assert told == ("The lead lacks: Need, a way to reach them.", "Need, a way to reach them")


@pytest.mark.shows("leads_are_called_in_time")
def test_leads_are_called_within_the_hours_of_their_grade(cast, east):
    """Whoever let the moment pass answers for that day, whoever has it since."""
    moment = timezone.now()
    late, before = moment - timedelta(minutes=1), moment - timedelta(hours=1)
    rows = {
        "Late": {"first_due_at": late}, "In time": {"first_due_at": moment + timedelta(days=9)}, "No moment": {"first_due_at": None},
        "Called late": {"first_due_at": before, "contacted_at": moment}, "Called": {"first_due_at": moment, "contacted_at": moment},
        "Given on": {"first_due_at": moment + timedelta(days=9), "missed_at": late, "missed_by": cast.person("carol")},
    }  # fmt: skip
    for name, values in rows.items():
        lead = make(Lead, company=name, owner=cast.person("alice"))
        Lead.unscoped.filter(pk=lead.pk).update(state="assigned", **{"contacted_at": None, **values})
    found = controls.leads_are_called_in_time.check(Lead.unscoped.all(), timezone.localdate(late))
    assert dict(found.values_list("company", "verdict")) == {
        "Late": "fail", "In time": "pass", "No moment": "na", "Called late": "fail", "Called": "pass", "Given on": "fail",
    }  # fmt: skip
    assert found.get(company="Given on").answering == cast.person("carol").pk
