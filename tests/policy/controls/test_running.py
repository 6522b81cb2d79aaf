"""One run: its figures, its findings, the same again, and what becomes of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked, numbers_are_unique
from xianji.policy.findings.models import Finding
from xianji.policy.runs.models import RunPart, StepPart
from xianji.policy.runs.running import run


@pytest.fixture
def customers(cast):
    """Two of alice's, one of carol's, one lost: of each the last check lies so many days back."""
    today = timezone.localdate()
    made = {}
    for name, owner, size, days in [("fresh", "alice", "large", 10), ("old", "alice", "large", 95), ("soon", "carol", "large", 89),
                                    ("lost", "carol", "large", 500)]:  # fmt: skip
        state = "lost" if name == "lost" else "active"
        made[name] = make(Customer, name=name, owner=cast.person(owner), size_class=size)
        Customer.unscoped.filter(pk=made[name].pk).update(state=state, verified_on=today - timedelta(days=days))
    return made


def told(finding_field="state"):
    return dict(Finding.unscoped.values_list("about_title", finding_field))


def test_a_run_counts_by_verdict_and_place_and_finds_each_case_once(cast, customers, in_force):
    in_force(files_are_checked)
    today = timezone.localdate()
    made = run(files_are_checked, today)
    assert not made.problem
    assert (made.population, made.passed, made.failed, made.not_applicable) == (4, 2, 1, 1)
    parts = set(RunPart.objects.values_list("owner__name", "verdict", "cases"))
    assert parts == {("Alice", "pass", 1), ("Alice", "fail", 1), ("Carol", "pass", 1), ("Carol", "na", 1)}
    steps = set(StepPart.objects.values_list("step", "owner__name", "verdict", "cases"))
    assert steps == {(0, "Alice", "pass", 2), (0, "Carol", "pass", 1), (0, "Carol", "na", 1)}
    assert told() == {"old": "open", "soon": "due"}
    found = Finding.unscoped.get(about_title="old")
    assert (found.owner, found.org_path, found.clause) == (cast.person("alice"), cast.team.path, "3.3.2a")
    assert found.due_on == today - timedelta(days=5)
    again = run(files_are_checked, today)
    assert again.pk == made.pk and again.population == 4 and RunPart.objects.count() == 4
    assert told() == {"old": "open", "soon": "due"}


def test_a_finding_ends_when_the_duty_is_done_and_comes_back_when_it_is_undone(cast, customers, in_force):
    in_force(files_are_checked)
    today = timezone.localdate()
    run(files_are_checked, today)
    Customer.unscoped.filter(name="old").update(verified_on=today)
    run(files_are_checked, today)
    assert told() == {"old": "resolved", "soon": "due"}
    assert told("resolved_on")["old"] == today
    Customer.unscoped.filter(name="old").update(verified_on=today - timedelta(days=95))
    run(files_are_checked, today)
    assert told() == {"old": "open", "soon": "due"}


def test_what_was_due_is_overdue_when_its_day_has_passed_and_follows_its_owner(cast, customers, in_force):
    in_force(files_are_checked)
    today = timezone.localdate()
    run(files_are_checked, today)
    Customer.unscoped.filter(name="soon").update(owner=cast.person("alice"), org_path=cast.team.path)
    run(files_are_checked, today + timedelta(days=2))
    assert told() == {"old": "open", "soon": "open"}
    assert Finding.unscoped.get(about_title="soon").owner == cast.person("alice")


def test_people_see_findings_of_their_own_scope(cast, customers, in_force):
    in_force(files_are_checked)
    run(files_are_checked, timezone.localdate())
    seen = {}
    for name in ("alice", "bob", "carol", "erin", "dave"):
        with cast.acting(name):
            seen[name] = set(Finding.objects.values_list("about_title", flat=True))
    assert seen == {"alice": {"old"}, "bob": {"old"}, "carol": {"soon"}, "erin": {"old", "soon"}, "dave": {"old", "soon"}}


def test_a_run_takes_the_same_statements_for_any_number_of_cases(cast, customers, in_force, django_assert_max_num_queries):
    in_force(files_are_checked)
    today = timezone.localdate()
    run(files_are_checked, today)
    for place in range(30):
        make(Customer, name=f"more {place}", owner=cast.person("alice"), size_class="large")
    Customer.unscoped.update(verified_on=today - timedelta(days=200))
    with django_assert_max_num_queries(26):
        made = run(files_are_checked, today)
    assert made.failed == 33
    with CaptureQueriesContext(connection) as asked:
        assert run(numbers_are_unique, today).not_applicable == 34
    assert len([one for one in asked.captured_queries if 'FROM "customers_customer"' in one["sql"]]) == 1, "nothing is missed"
