"""The other two ladders: in working hours from the due moment, and by the month from the second miss on."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.making import make
from xianji.customers.classification.controls import customers_have_a_class
from xianji.kit.controls import L_FAST, L_MONTH
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.findings.above import Above
from xianji.policy.findings.climbing import climb
from xianji.policy.findings.models import Finding
from xianji.workspace.handovers.controls import requests_are_answered

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 6, 1)


@pytest.fixture
def found(heads, settings):
    """`found(control, due_on=…)`: something of alice's that was missed."""
    settings.TIME_ZONE = "Asia/Shanghai"

    def put(control, **values):
        with acting(SYSTEM):
            return make(
                Finding, control=control.full_name, owner=heads.person("alice"), about_title="A", state="open", **values
            )

    return put


@pytest.fixture
def told(heads):
    """`told(control, moment)`: who hears at that moment, the day's or hour's look included, and whether an exception is asked for."""
    names = {heads.person(name).pk: name for name in heads.users}

    def look(control, moment):
        with acting(SYSTEM):
            found = climb(control, moment, Above.on(moment.date()))
        return sorted(names[one.person] for one in found), any(one.rung.asks_exception for one in found)

    return look


def test_a_fast_duty_climbs_by_working_hours(found, told):
    """Due on Monday at four; a day has eight working hours, with an hour at noon and the night between them."""
    assert requests_are_answered.missed == L_FAST
    at = lambda days, hour, minute=0: datetime.combine(MONDAY + timedelta(days=days), time(hour, minute), SHANGHAI)  # noqa: E731
    found(requests_are_answered, due_on=MONDAY, due_at=at(0, 16))
    heard = [
        (at(0, 15, 59), []), (at(0, 16), ["alice"]), (at(0, 17, 59), []), (at(1, 10, 59), []), (at(1, 11), ["bob"]),
        (at(1, 15, 59), []), (at(1, 16), ["hal"]), (at(2, 16), []), (at(3, 15, 59), []), (at(3, 16), ["erin"]), (at(9, 16), []),
    ]  # fmt: skip
    assert [(moment, *told(requests_are_answered, moment)) for moment, _who in heard] == [
        (moment, who, who == ["erin"]) for moment, who in heard
    ]
    assert Finding.unscoped.get().state == "escalated"


def test_what_nobody_looked_at_for_days_is_told_to_all_at_once_and_once(found, told):
    late = datetime.combine(MONDAY + timedelta(days=21), time(9), SHANGHAI)
    found(requests_are_answered, due_on=MONDAY, due_at=datetime.combine(MONDAY, time(16), SHANGHAI))
    assert [told(requests_are_answered, late)[0] for _again in range(2)] == [["alice", "bob", "erin", "hal"], []]


def test_by_the_month_one_miss_is_only_listed_and_two_in_a_row_climb(found, told):
    assert customers_have_a_class.missed == L_MONTH
    first, second = date(2026, 5, 29), date(2026, 6, 30)
    found(customers_have_a_class, due_on=first, about_id=7)
    found(customers_have_a_class, due_on=second, about_id=8)
    heard = {}
    for days in range(-1, 30):
        day = second + timedelta(days=days)
        assert told(customers_have_a_class, datetime.combine(day, time(2), SHANGHAI)) == ([], False), "one miss of each"
    Finding.unscoped.filter(due_on=first).update(about_id=8, state="resolved")
    for days in range(-1, 30):
        day = second + timedelta(days=days)
        if (who := told(customers_have_a_class, datetime.combine(day, time(2), SHANGHAI))) != ([], False):
            heard[day] = who
    assert heard == {
        date(2026, 7, 1): (["alice", "bob"], False), date(2026, 7, 3): (["hal"], False), date(2026, 7, 9): (["erin"], True),
        date(2026, 7, 21): (["dave"], False),
    }  # fmt: skip


def test_a_miss_long_ago_or_an_excepted_one_is_not_the_one_before(found, told):
    second = date(2026, 6, 30)
    day = datetime.combine(second + timedelta(days=1), time(2), SHANGHAI)
    found(customers_have_a_class, due_on=second, about_id=8)
    before = found(customers_have_a_class, due_on=second - timedelta(days=63), about_id=8)
    assert told(customers_have_a_class, day) == ([], False)
    Finding.unscoped.filter(pk=before.pk).update(due_on=second - timedelta(days=31), state="excepted")
    assert told(customers_have_a_class, day) == ([], False)
    Finding.unscoped.filter(pk=before.pk).update(state="resolved")
    assert told(customers_have_a_class, day) == (["alice", "bob"], False)
