"""A quarter, night by night, against an oracle that counts days by walking: who is told of what, on which day, and never twice."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import agree
from xianji.approval.models import Absence, Request, Seat
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.actions import ask_exception
from xianji.policy.findings.models import Finding
from xianji.policy.runs import jobs
from xianji.policy.runs.models import Run
from xianji.workspace.models import Notice, Task

FIRST, LAST = date(2026, 3, 30), date(2026, 6, 28)
CN = holidays.country_holidays("CN", years=2026)
DONE = {"kept": 0, "late": 2, "later": 12}
"""After how many days behind its due day each file is looked at; the others never are."""
AWAY = {"alice": (date(2026, 4, 3), date(2026, 4, 14), "bob"), "bob": (date(2026, 4, 13), date(2026, 4, 24), "grace")}
"""Who is away from when to when, and who stands in."""


def works(day: date) -> bool:
    return CN.is_working_day(day)


def walked(day: date, count: int) -> date:
    """So many working days after a day, or before it, one step at a time."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if works(day):
            count -= 1 if count > 0 else -1
    return day


def night(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def files(heads, settings):
    """Large customers of alice and carol whose files fall due on different days of April, holidays among them."""
    settings.TIME_ZONE = "Asia/Shanghai"
    dues = {"kept": date(2026, 4, 8), "late": date(2026, 4, 3), "later": date(2026, 4, 5), "never": date(2026, 4, 10),
            "feast": date(2026, 4, 30), "carols": date(2026, 4, 15)}  # fmt: skip
    for name, due in dues.items():
        owner = "carol" if name == "carols" else "alice"
        record = make(Customer, name=name, owner=heads.person(owner), size_class="large")
        Customer.unscoped.filter(pk=record.pk).update(state="active", verified_on=due - timedelta(days=90))
    return dues


def stands_in(name: str, day: date) -> str:
    while name in AWAY and AWAY[name][0] <= day <= AWAY[name][1]:
        name = AWAY[name][2]
    return name


def expected(dues, people):
    """{(day, person, rung): names}, as the ladder is defined."""
    told = defaultdict(set)
    for name, due in dues.items():
        done = due + timedelta(days=DONE[name]) if name in DONE else LAST + timedelta(days=1)
        mine = "carol" if name == "carols" else "alice"
        above = {"supervisor": "erin" if mine == "carol" else "bob", "region": "erin" if mine == "carol" else "hal"}
        rungs = [(-3, [mine]), (1, [mine, above["supervisor"]]), (3, [above["region"]]), (7, ["erin"]), (15, ["dave"])]
        for position, (after, who) in enumerate(rungs, start=1):
            day = walked(due, after)
            if FIRST <= day <= LAST and day <= done and not (after > 0 and day >= done + timedelta(days=1)):
                for person in {*who, *(stands_in(one, day) for one in who)}:
                    told[(day, people[person], position)].add(name)
    return told


@pytest.mark.alike
def test_everybody_is_told_once_and_on_the_right_day(files, heads, in_force):
    in_force(files_are_checked)
    people = {name: heads.person(name).pk for name in heads.users}
    for name, (first, last, deputy) in AWAY.items():
        make(Absence, owner=heads.person(name), deputy=heads.person(deputy), from_on=first, to_on=last)
    heard: Counter = Counter()
    day = FIRST
    while day <= LAST:
        for name, after in DONE.items():
            if day == files[name] + timedelta(days=after):
                Customer.unscoped.filter(name=name).update(verified_on=day)
        for one in jobs.nightly(night(day)):
            heard[(day, one.person, one.position)] += one.cases
        if day.weekday() == 2:
            assert not jobs.nightly(night(day) + timedelta(hours=3)), "a second look on the same day tells nobody anything"
        day += timedelta(days=1)
    wanted = {key: len(names) for key, names in expected(files, people).items()}
    for name, after in DONE.items():
        if after == 0:
            assert not Finding.unscoped.filter(about_title=name, state__in=["open", "escalated"]).exists()
    assert dict(heard) == wanted
    assert Run.objects.count() == (LAST - FIRST).days + 1
    states = dict(Finding.unscoped.filter(due_on__in=files.values()).values_list("about_title", "state"))
    assert states == dict.fromkeys(["kept", "late", "later"], "resolved") | dict.fromkeys(["never", "feast", "carols"], "escalated")
    opened = ControlException.unscoped.filter(is_automatic=True)
    assert {one.person_id for one in opened} == {people["alice"], people["carol"]}
    assert {(one.about_title, one.owner.name) for one in opened} == {("All cases of Alice", "Alice"), ("All cases of Carol", "Carol")}
    assert {one.state for one in opened} == {"expired"} and set(Seat.objects.values_list("person__name", flat=True)) == {"Dave", "Erin"}
    assert set(Request.unscoped.values_list("about_id", "state")) == {(one.pk, "overtaken") for one in opened}
    told_for = {one.person_id for one in Notice.objects.filter(message__startswith="For %(who)s")}
    assert told_for == {people["bob"], people["grace"]} and Notice.objects.filter(kind="duty").count() == len(heard)
    instead = Task.unscoped.filter(key__contains="/")
    assert {(one.owner.name, one.state) for one in instead} == {("Bob", "done"), ("Grace", "cancelled")}
    assert all("Alice" in one.title for one in instead)


def test_an_exception_takes_its_cases_out_of_the_rate_until_it_ends(files, heads, in_force, cast, monkeypatch):
    in_force(files_are_checked)
    day = date(2026, 5, 11)
    plain = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: plain(value, zone) if value else day)
    jobs.nightly(night(day))
    with cast.acting("alice"):
        ask_exception(Finding.objects.get(about_title="never"), because="Being wound up", instead="The liquidator is called each week", until=day + timedelta(days=9))
    asked = ControlException.unscoped.get(about_title="never")
    agree(cast, "erin", asked)
    before = Run.objects.get(as_of=day)
    jobs.nightly(night(day + timedelta(days=1)))
    after = Run.objects.get(as_of=day + timedelta(days=1))
    assert (before.failed, before.excepted) == (after.failed + 1, 0) and after.excepted == 1
    assert Finding.unscoped.get(about_title="never").state == "excepted"
    jobs.nightly(night(day + timedelta(days=10)))
    assert Finding.unscoped.get(about_title="never").state in ("open", "escalated")
    assert ControlException.unscoped.get(pk=asked.pk).state == "expired"
