"""Rates against a count by hand, within each reader's scope; and what they cost."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.policy.cockpit.conftest import CONTROLS, fill
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Share
from xianji.policy.cockpit import periods, rates
from xianji.policy.runs import jobs
from xianji.policy.runs.models import Run, RunPart
from xianji.rulebook.parameters.reading import value

TODAY = date(2026, 11, 28)
NAMES = [one.full_name for one in CONTROLS]
MEANS = {"alice": "own", "bob": "team", "carol": "own", "erin": "all", "dave": "all"}


@pytest.fixture
def runs(cast):
    fill(cast, TODAY)
    return cast


def by_hand(parts, cast, name, control, within):
    """Every part one by one, in Python."""
    mine = {
        "all": lambda owner, path: True, "own": lambda owner, path: owner == cast.person(name).pk,
        "team": lambda owner, path: path.startswith(cast.team.path) or owner == cast.person(name).pk,
    }[MEANS[name]]  # fmt: skip
    inside = [one for one in parts if one[0] == control.full_name and within.first <= one[1] <= within.last]
    newest = max((day for _control, day, *_rest in inside), default=None)
    is_long = within.first < TODAY - timedelta(days=40)
    found = Counter()
    for _control, day, owner, path, verdict, cases in inside:
        counts = not (control.every and is_long) or day.weekday() == 6 or (day + timedelta(days=1)).day == 1 or day == newest
        if counts and mine(owner, path):
            found[verdict] += cases
    return tuple(found[one] for one in ("pass", "fail", "excepted", "no_data", "na"))


def test_each_rate_is_what_one_counts_by_hand(runs):
    parts = list(RunPart.objects.values_list("run__control", "run__as_of", "owner", "org_path", "verdict", "cases"))
    for kind, name in [("week", "alice"), ("month", "bob"), ("month", "erin"), ("quarter", "bob"), ("quarter", "erin")]:
        within = periods.span(kind, TODAY)
        read = rates.read(kind, TODAY, runs.actor(name), NAMES)
        for control in CONTROLS:
            rate = read.by_control[control.full_name]
            for now, span in ((rate.now, within), (rate.before, periods.before(kind, within))):
                told = (now.passed, now.failed, now.excepted, now.no_data, now.not_applicable)
                assert told == by_hand(parts, runs, name, control, span), (kind, name, control.full_name)
        both = read.of(NAMES).now
        assert both.passed == sum(read.by_control[one].now.passed for one in NAMES) > 0
        assert both.rate == Decimal(both.passed) / (both.passed + both.failed)


def test_thinning_changes_no_rate(runs):
    asked = [(kind, name) for kind in periods.KINDS for name in ("alice", "erin")]
    before = {one: rates.read(one[0], TODAY, runs.actor(one[1]), NAMES) for one in asked}
    assert jobs.thin(TODAY) > 0
    for (kind, name), read in before.items():
        assert rates.read(kind, TODAY, runs.actor(name), NAMES).by_control == read.by_control


def test_a_reader_sees_only_their_own_scope_and_a_shared_finding_opens_no_figures(runs):
    alone = {name: rates.read("month", TODAY, runs.actor(name), NAMES).of(NAMES).now for name in ("alice", "bob", "carol", "erin")}
    assert alone["alice"].judged < alone["bob"].judged < alone["erin"].judged
    with acting(SYSTEM):
        other = RunPart.objects.filter(owner=runs.person("carol"), verdict="pass").latest("run__as_of")
        Share.objects.create(label="policy.finding", record_id=other.pk, person=runs.person("alice"))
    again = rates.read("month", TODAY, runs.actor("alice"), NAMES).of(NAMES).now
    assert again == alone["alice"]


def test_without_the_right_there_is_nothing(runs):
    class Nobody:
        @staticmethod
        def reach(_permission):
            return None

    read = rates.read("month", TODAY, Nobody(), NAMES)
    assert read.of(NAMES).now == rates.NOTHING and rates.by_team(read, NAMES, Nobody()) == []


def test_two_statements_whatever_is_asked_and_two_for_teams(runs):
    value("control.green")
    for name, most in (("erin", 1), ("bob", 2)):
        who = runs.actor(name)
        with CaptureQueriesContext(connection) as asked:
            read = rates.read("quarter", TODAY, who, NAMES)
        assert len(asked) == most
        with runs.acting(name), CaptureQueriesContext(connection) as asked:
            assert rates.by_team(read, NAMES[:1], who)
        assert len(asked) == 2


def test_teams_come_with_their_own_counts(runs):
    read = rates.read("month", TODAY, runs.actor("erin"), NAMES)
    with runs.acting("erin"):
        teams = {one.name: one.count for one in rates.by_team(read, NAMES, runs.actor("erin"))}
    assert set(teams) == {"East 1", "South 1", "Paper Crane"}
    assert sum(one.passed for one in teams.values()) == read.of(NAMES).now.passed


def test_what_is_overdue_is_what_the_last_look_missed(runs):
    read = rates.read("month", TODAY, runs.actor("erin"), NAMES)
    last = Run.objects.filter(as_of=TODAY, control__in=[one.full_name for one in CONTROLS if one.every])
    assert read.of(NAMES).overdue == sum(one.failed for one in last)
