"""What goes past a preventive control is seen in the journal, told to whose it is, and makes the clause red."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import ports, registry, store
from xianji.policy.cockpit import rates
from xianji.policy.coverage import reading
from xianji.policy.models import Outcome, Run, RunPart, Version
from xianji.policy.runs.running import fold_outcomes
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import win
from xianji.sales.opportunities.controls import customer_is_sorted

NAME = customer_is_sorted.full_name


@pytest.fixture
def deals(cast, in_force):
    """One of alice's won as it should be."""
    in_force(customer_is_sorted)
    industry = make(registry.resource_of("catalog.term").model, dictionary="industry")
    known = make(Customer, name="Known", owner=cast.person("alice"), industry=industry, size_class="small", need_profile="Precision")
    made = {name: make(Opportunity, name=name, owner=cast.person("alice"), customer=known) for name in ("asked", "shell", "deaf")}
    with cast.acting("alice"):
        win(made["asked"], amount=10)
    return made


def gone_past(on=None):
    fold_outcomes(on or timezone.localdate())
    return set(RunPart.objects.filter(verdict="bypassed").values_list("owner__name", "cases"))


def test_what_is_asked_about_and_what_begins_won_is_no_bypass(cast, deals, as_system):
    make(Opportunity, name="history", owner=cast.person("alice"), stage="won")
    back = Opportunity.unscoped.get(name="shell")
    back.stage = "won"
    store.change(back, verb="take_back", source="undo")
    assert gone_past() == set() and Run.objects.get(control=NAME).bypassed == 0


def test_each_way_past_it_is_seen_once_and_makes_it_red(cast, deals):
    shell = Opportunity.unscoped.get(name="shell")
    shell.stage = "won"
    with cast.acting("alice"):
        store.change(shell, verb="mend")
        with ports.filled(objecting=lambda verb, records, values: []):
            win(deals["deaf"], amount=10)
    assert gone_past() == {("Alice", 1), (None, 1)}
    entries = Entry.objects.filter(verb="run").count()
    assert gone_past() == {("Alice", 1), (None, 1)} and Entry.objects.filter(verb="run").count() == entries
    seen = {name: rates.read("week", timezone.localdate(), cast.actor(name), [NAME]).of([NAME]) for name in ("dave", "alice", "carol")}
    assert {name: (rate.now.bypassed, rate.colour) for name, rate in seen.items()} == {
        "dave": (2, "red"), "alice": (1, "red"), "carol": (0, "grey"),
    }  # fmt: skip


def test_what_was_asked_before_midnight_and_the_first_day_are_no_bypass(cast, deals):
    today = timezone.localdate()
    Outcome.objects.update(on=today - timedelta(days=1))
    fold_outcomes(today - timedelta(days=1))
    assert gone_past() == set(), "it was asked just before midnight"
    Run.objects.all().delete()
    assert gone_past() == {(None, 1)}, "nobody asked"
    Version.unscoped.update(effective_on=today)
    reading.forget()
    Run.objects.all().delete()
    assert gone_past() == set(), "it did not hold in the morning"
