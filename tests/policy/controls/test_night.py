"""A whole night with every control in force: none of them breaks, and it asks no more of the database for many than for few."""

import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Contact, Customer, Lead
from xianji.kit import registry
from xianji.policy.coverage import reading
from xianji.policy.findings.models import Finding
from xianji.policy.runs.jobs import nightly
from xianji.policy.runs.models import Run
from xianji.sales.models import Opportunity, Order, Quote, Visit
from xianji.workspace.models import Handover, Task

MOST = 40
"""Statements of a night for each control that looks, for the people of the cast, whatever they have."""
FEW, MANY = 2, 14


@pytest.fixture
def all_in_force(monkeypatch):
    monkeypatch.setattr(
        reading, "_numbers", lambda on, moment: {name: one.clause for name, one in registry.controls.items()}
    )
    monkeypatch.setattr(reading, "forget", lambda: None)


@pytest.fixture
def no_minute_passes(monkeypatch):
    """What is kept for a minute is read once in both nights, however slow the machine."""
    minute = time.time()
    for clock in ("time.time", "xianji.org.days.calendar.time"):
        monkeypatch.setattr(clock, lambda: minute)


def grow(cast, several):
    """So many of each kind, old enough to have been missed."""
    old, owner = timezone.now() - timedelta(days=300), cast.person("alice")
    for _again in range(several):
        firm = make(Customer, owner=owner, size_class="large")
        make(Contact, customer=firm, owner=owner)
        for kind in (Opportunity, Order, Quote, Visit):
            make(kind, customer=firm, owner=owner)
        for kind in (Lead, Task, Handover):
            make(kind, owner=owner)
    for kind in (Customer, Opportunity, Order, Quote, Visit, Lead, Task, Handover):
        kind.unscoped.update(created_at=old)
    Customer.unscoped.update(state="active", won_amount=1)
    Order.unscoped.update(state="confirmed", moved_on=old.date())


def asked():
    """The statements of a first and a second night, taken back."""
    told = []
    with transaction.atomic():
        for _night in range(2):
            with CaptureQueriesContext(connection) as seen:
                nightly()
            told.append(len(seen))
        failed = sum(Run.objects.values_list("failed", flat=True))
        assert not Run.objects.exclude(problem="").values_list("control", "problem")
        assert Run.objects.filter(as_of=timezone.localdate()).count() >= len(
            [one for one in registry.controls.values() if one.every]
        )
        assert Finding.unscoped.exists()
        transaction.set_rollback(True)
    return told, failed


@pytest.mark.alike
def test_a_night_takes_the_same_statements_for_any_number_of_records(cast, heads, all_in_force, no_minute_passes):
    grow(cast, FEW)
    few, missed = asked()
    grow(cast, MANY - FEW)
    many, more = asked()
    assert more > missed * 3, "there is more to find"
    looking = [one for one in registry.controls.values() if one.every]
    assert max(many) <= MOST * len(looking) and many[0] <= few[0] and many[1] <= few[1], (few, many)
