"""Two looks of one control at the same time come to one run without a problem, and what is asked while a day is folded waits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.kit.controls import Control
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.models import Outcome, Run, RunPart
from xianji.policy.runs import running
from xianji.policy.runs.bypassing import Past
from xianji.policy.runs.running import run
from xianji.sales.opportunities.controls import customer_is_sorted

LOOKS = 6


@pytest.mark.django_db(transaction=True)
def test_of_many_looks_at_once_none_is_marked_as_a_problem(monkeypatch):
    with acting(SYSTEM):
        for name in ("one", "two"):
            make(Customer, name=name, state="active", size_class="large")
    together = Barrier(LOOKS)
    looked = running.look

    def look(*given, **named):
        """All have begun before the first of them lays down its run, where the database lets several write."""
        if connection.vendor == "postgresql":
            together.wait(60)
        return looked(*given, **named)

    monkeypatch.setattr(running, "look", look)

    def one(_number):
        try:
            return run(files_are_checked, timezone.localdate()).problem
        finally:
            connection.close()

    with ThreadPoolExecutor(LOOKS) as pool:
        problems = set(pool.map(one, range(LOOKS)))
    made = Run.objects.get(control=files_are_checked.full_name)
    assert (problems, made.problem, made.population) == ({""}, "", 2)
    assert sum(RunPart.objects.filter(run=made).values_list("cases", flat=True)) == 2


def test_another_look_may_begin_while_this_one_has_found_no_run_of_the_day(db, monkeypatch):
    """The same in one process: the run of the day appears between asking for it and laying it down."""
    today, told = timezone.localdate(), running.version_of

    def version_of(control, on):
        Run.objects.get_or_create(control=control.full_name, as_of=on, defaults={"clause": "x", "at": timezone.now()})
        return told(control, on)

    monkeypatch.setattr(running, "version_of", version_of)
    assert run(files_are_checked, today).problem == ""


def test_what_is_asked_while_a_day_is_folded_is_not_lost(cast, monkeypatch):
    today, name = timezone.localdate(), customer_is_sorted.full_name

    def ask():
        Outcome.objects.create(control=name, on=today, verdict="pass")

    class Meanwhile(Past):
        def beyond(self, judged):
            ask()
            return super().beyond(judged)

    def fold(seen: Past, control: Control = customer_is_sorted):
        with acting(SYSTEM):
            return running._fold(control, today, seen).passed

    ask()
    assert fold(Meanwhile()) == 1
    assert fold(Past()) == 2 and not Outcome.objects.exists()
