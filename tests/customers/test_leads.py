"""Leads: their score, who gets them, and what happens to those nobody speaks with."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.catalog.models import Term
from xianji.customers.leads import rules, scoring
from xianji.customers.leads.actions import assign, convert, distribute, qualify
from xianji.customers.leads.explained import behaviour_lines, fit_lines
from xianji.customers.models import Contact, Customer, Lead, Signal, Touch
from xianji.kit import store
from xianji.kit.refusals import Refused, WrongState
from xianji.org.models import Region


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize("plus, minus, idle, points", [
    (30, 0, 61, "7.5"), (30, 0, 29, "30"), (30, 0, 30, "15"), (80, 0, 0, "50"), (80, -20, 0, "30"), (10, -20, 0, "0"),
    (40, -10, 30, "10"),
])  # fmt: skip
def test_behaviour_fades_and_what_speaks_against_is_taken_off_after_the_cap(plus, minus, idle, points):
    now = at("2026-07-02T09:00")
    assert rules.behaviour(plus, minus, now - timedelta(days=idle), now).points == Decimal(points)


def test_the_score_is_told_point_by_point_and_fades_by_itself(cast, as_system):
    region = store.create(Region(code="E", name="East", unit=cast.east))
    lead = make(Lead, standing="priority", employees=1450, part="influence", region=region)
    assert (lead.fit, lead.score, lead.grade) == (46, 46, "C")
    for kind in ("talk", "quote"):
        scoring.note(lead, kind)
    assert (lead.score, lead.grade) == (76, "A")
    lines, href = fit_lines(lead)
    assert sorted(one.points for one in lines) == [8, 8, 15, 15]
    assert "/policy/tables/lead.score/" in href
    later = timezone.now() + timedelta(days=61)
    assert scoring.rescore_all(later) == 1
    kept = Lead.unscoped.get(pk=lead.pk)
    assert (kept.behaviour, kept.score, kept.grade) == (Decimal("7.5"), Decimal("53.5"), "C")
    assert scoring.rescore_all(later) == 0
    assert [one.points for one in behaviour_lines(lead)] == [20, 10]
    scoring.note(lead, "outsider")
    assert lead.grade == "D"
