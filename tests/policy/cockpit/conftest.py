"""A regulation in force with four controls, runs of two quarters by owner and place, evidence and findings."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.customers.classification.controls import customers_have_a_class
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked, files_are_complete
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.coverage import actions, reading
from xianji.policy.coverage.models import Coverage
from xianji.policy.findings.models import Finding
from xianji.policy.runs.models import COUNTED, Run, RunPart
from xianji.policy.versions.loading import load_default
from xianji.policy.versions.models import Version
from xianji.sales.opportunities.controls import customer_is_sorted

DETECTIVE = (files_are_checked, files_are_complete, customers_have_a_class)
CONTROLS = (*DETECTIVE, customer_is_sorted)
DAYS = 152


def cover(version: Version, *controls: Any) -> None:
    """These controls answer for their clauses; the others are signed away."""
    with acting(SYSTEM):
        open_ones = {one.number: one for one in actions.uncovered(version)}
        for one in controls:
            clause = version.clauses(manager="unscoped").get(number=one.clause.rstrip("abcdefgh"))
            actions.match(clause, one.full_name)
            open_ones.pop(clause.number, None)
        actions.sign(open_ones.values(), Coverage.Why.WAITS)


def in_force(version: Version) -> None:
    Version.unscoped.filter(pk=version.pk).update(state="published", effective_on=date(2020, 1, 1))
    reading.forget()


def fill(cast: Cast, today: date, days: int = DAYS, seed: int = 7) -> None:
    """One run a day and control, with parts of alice, bob, carol and of nobody; preventive ones on some days only."""
    chance = random.Random(seed)
    places = [(cast.person("alice").pk, cast.team.path), (cast.person("bob").pk, cast.team.path),
              (cast.person("carol").pk, cast.branch.path), (None, cast.company.path)]  # fmt: skip
    runs, parts = [], []
    for back in range(days):
        day = today - timedelta(days=back)
        for control in CONTROLS:
            if not control.every and chance.random() < 0.7:
                continue
            run = Run(control=control.full_name, clause=control.clause, as_of=day, at=timezone.now(), control_version="1")
            runs.append(run)
            found = dict.fromkeys(COUNTED, 0)
            for owner, path in places:
                for verdict, most in (("pass", 40), ("fail", 4), ("excepted", 2), ("no_data", 2), ("na", 3)):
                    if cases := chance.randint(0, most):
                        parts.append(RunPart(run=run, owner_id=owner, org_path=path, verdict=verdict, cases=cases))
                        found[verdict] += cases
            for verdict, cases in found.items():
                setattr(run, COUNTED[verdict], cases)
    Run.objects.bulk_create(runs)
    RunPart.objects.bulk_create(parts)


@pytest.fixture
def force() -> Iterator[Callable[..., Version]]:
    """`force("en")`: the regulation that ships, covered and in force."""

    def put(language: str = "en") -> Version:
        with acting(SYSTEM):
            version = load_default(language)
        cover(version, *CONTROLS)
        in_force(version)
        return version

    yield put
    reading.forget()


def late_files(cast: Cast, today: date) -> list[Customer]:
    """Three of alice's and one of carol's files are overdue; each was changed once, which is evidence."""
    made = []
    for place, (name, owner) in enumerate([("Heron Water", "alice"), ("Willow Instruments", "alice"), ("Plum Motors", "alice"), ("Reed Chemicals", "carol")], 1):  # fmt: skip
        customer = make(Customer, name=name, owner=cast.person(owner), size_class="large")
        with acting(SYSTEM):
            store.change(_named(customer))
            store.create(Finding(control=files_are_checked.full_name, clause="3.3.2a", about_label="customers.customer", about_id=customer.pk,
                                 about_title=name, due_on=today - timedelta(days=place), owner_id=customer.owner_id))  # fmt: skip
        made.append(customer)
    return made


def _named(customer: Customer) -> Customer:
    customer.website = f"https://{customer.pk}.example"
    return customer
