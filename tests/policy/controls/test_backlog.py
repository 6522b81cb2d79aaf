"""What was overdue already when a control first looked: found and shown at once, told in one sentence, and on its ladder a period
later; night by night, against days that are counted by walking."""

from datetime import date, timedelta

import pytest

from tests.making import make
from tests.policy.controls.test_simulated_quarter import night, walked
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings import backlog
from xianji.policy.findings.models import Finding
from xianji.policy.runs import jobs
from xianji.policy.runs.models import Run
from xianji.workspace.models import Notice

FIRST = date(2026, 3, 30)
"""The night in which the control is first in force."""
SPARED = FIRST + timedelta(days=30)
OLD = {"ancient": date(2024, 1, 5), "older": date(2026, 2, 27), "carols": date(2026, 3, 29)}
FRESH = {"fresh": date(2026, 4, 1)}


@pytest.fixture
def company(heads, in_force, settings):
    """Years of files that nobody looked at, and one that falls due after the first night; all large, so due after 90 days."""
    settings.TIME_ZONE = "Asia/Shanghai"
    in_force(files_are_checked)
    for name, due in (OLD | FRESH).items():
        enter(heads, name, due)
    return heads


def enter(heads, name, due):
    record = make(Customer, name=name, owner=heads.person("carol" if name == "carols" else "alice"), size_class="large")
    Customer.unscoped.filter(pk=record.pk).update(state="active", verified_on=due - timedelta(days=90))


def nights(first, last):
    """{(day, person): cases} of what ladders tell."""
    told, day = {}, first
    while day <= last:
        for one in jobs.nightly(night(day)):
            told[(day, one.position, one.person)] = one.cases
        day += timedelta(days=1)
    return told


def summaries():
    return {one.person.name: one.values["count"] for one in Notice.objects.filter(key__startswith="backlog:")}


def test_the_first_night_finds_all_and_tells_each_person_once(company):
    assert nights(FIRST, FIRST) == {(FIRST, 1, company.person("alice").pk): 1}, "what is due in three days is no backlog"
    found = {one.about_title: (one.state, one.due_on, one.counts_from) for one in Finding.unscoped.all()}
    assert found == {name: ("open", due, SPARED) for name, due in OLD.items()} | {"fresh": ("due", FRESH["fresh"], None)}
    assert Run.objects.get().failed == 3
    assert summaries() == {"Alice": 2, "Bob": 2, "Carol": 1, "Erin": 1}, "owners, and who leads them"
    jobs.nightly(night(FIRST) + timedelta(hours=3))
    assert Notice.objects.filter(key__startswith="backlog:").count() == 4


def test_a_backlog_climbs_a_period_later_and_what_falls_due_climbs_as_ever(company):
    people = {name: company.person(name).pk for name in company.users}
    told = nights(FIRST, SPARED + timedelta(days=35))
    wanted = {}
    for due, mine, cases, above in [
        (FRESH["fresh"], "alice", 1, ("bob", "hal")), (SPARED, "alice", 2, ("bob", "hal")), (SPARED, "carol", 1, ("erin", "erin")),
    ]:  # fmt: skip
        for position, after, who in [(2, 1, (mine, above[0])), (3, 3, above[1:]), (4, 7, ("erin",)), (5, 15, ("dave",))]:
            for name in who:
                key = (walked(due, after), position, people[name])
                wanted[key] = wanted.get(key, 0) + cases
    wanted[(FIRST, 1, people["alice"])] = 1
    assert told == wanted
    asked = ControlException.unscoped.filter(is_automatic=True)
    assert {one.owner.name: one.valid_from for one in asked} == {
        "Alice": walked(FRESH["fresh"], 7), "Carol": walked(SPARED, 7)
    }, "the ladder of the regulation, one request a person"
    assert {one.name for one in Customer.unscoped.all()} == set(Finding.unscoped.filter(state="escalated").values_list("about_title", flat=True))


def test_what_comes_in_late_is_a_backlog_and_a_day_that_is_moved_back_is_none(company):
    nights(FIRST, FIRST + timedelta(days=3))
    enter(company, "imported", date(2025, 6, 1))
    Customer.unscoped.filter(name="fresh").update(verified_on=date(2025, 1, 1))
    later = FIRST + timedelta(days=4)
    nights(later, later)
    assert Finding.unscoped.get(about_title="imported").counts_from == later + timedelta(days=30)
    moved = Finding.unscoped.get(about_title="fresh", due_on__lt=date(2025, 6, 1))
    assert (moved.counts_from, moved.state) == (None, "escalated"), "it was seen before"
    heard = Notice.objects.filter(key__startswith="backlog:", person=company.person("alice")).order_by("pk")
    assert [one.values["count"] for one in heard] == [2, 1]


def test_what_no_night_looked_at_for_some_days_is_no_backlog_but_after_a_long_pause_it_is(company):
    nights(FIRST, FIRST)
    jobs.nightly(night(FIRST + timedelta(days=20)))
    assert Finding.unscoped.get(about_title="fresh").counts_from is None
    enter(company, "slow", FIRST + timedelta(days=45))
    after = FIRST + timedelta(days=60)
    jobs.nightly(night(after))
    assert Finding.unscoped.get(about_title="slow").counts_from == after + timedelta(days=30)


def test_with_no_day_spared_the_first_night_climbs_all_rungs(company, monkeypatch):
    monkeypatch.setattr(backlog, "spared", lambda on: 0)
    told = nights(FIRST, FIRST)
    assert {position for _day, position, _person in told} == {1, 2, 3, 4, 5} and not summaries()
