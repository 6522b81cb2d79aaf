"""Files drawn by lot and compared; news looked at, and grave news taken to the credit; each control fails and passes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.classification import controls as classes
from xianji.customers.classification.jobs import nightly
from xianji.customers.events import controls as events
from xianji.customers.events.actions import check_credit, triage
from xianji.customers.models import (
    AccountEvent,
    ClassificationResult,
    ClassOverride,
    Customer,
    QualityCheck,
    QualitySample,
)
from xianji.customers.quality import controls as quality
from xianji.customers.quality import rules
from xianji.customers.quality.actions import compare
from xianji.customers.quality.jobs import draw, population
from xianji.kit.columns import title_field
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.models import Task

RIGHT = dict.fromkeys(QualityCheck.FIELDS, "right")


def verdicts(control, on=None):
    day = on or timezone.localdate()
    numbers = {name: one.on(day) for name, one in control.parameters.items()}
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), day, **numbers).values_list("pk", "verdict"))


def test_the_size_of_a_draw():
    assert [rules.size(count, 30, Decimal("0.02")) for count in (0, 12, 30, 1500, 1501, 1_000_000)] == [0, 12, 30, 30, 31, 20_000]
    assert rules.draw(range(100), 5, "a") == rules.draw(reversed(range(100)), 5, "a") != rules.draw(range(100), 5, "b")
    assert not rules.is_right({"name": "unknown"}) and rules.is_right({"name": "right", "address": "unknown"})


@pytest.mark.shows("drawn_files_are_compared", "files_are_right")
def test_files_are_drawn_compared_and_counted(cast):
    today = timezone.localdate()
    with acting(SYSTEM):
        for number in range(33):
            make(Customer, name=f"Company {number}", owner=cast.person("alice"))
        sample = draw(today, seed="lots")
        assert draw(today) is None
    checks = list(QualityCheck.unscoped.order_by("customer_id"))
    assert (sample.population, sample.size, len(checks)) == (33, 30, 30)
    assert sorted(rules.draw(population(), 30, sample.seed)) == [one.customer_id for one in checks]
    assert Task.unscoped.filter(key__startswith="quality:", state="open", owner=cast.person("alice")).count() == 30
    with cast.acting("alice"):
        with pytest.raises(Refused):
            compare(checks[0], **RIGHT | {"address": "wrong"})
        compare(checks[0], **RIGHT | {"address": "wrong"}, remark="They moved")
        compare(checks[1], **RIGHT)
    with cast.acting("carol"), pytest.raises(NotPermitted):
        compare(checks[2], **RIGHT)
    sample.refresh_from_db()
    assert (sample.checked, sample.right, sample.accuracy) == (2, 1, Decimal("0.5"))
    assert Customer.unscoped.get(pk=checks[1].customer_id).verified_on == today
    assert Customer.unscoped.get(pk=checks[0].customer_id).verified_on is None
    assert Task.unscoped.filter(key=f"quality:{checks[1].pk}").get().state == "done"
    assert title_field(QualityCheck) == "number", "what is found about its name is not its name"
    later = sample.due_on + timedelta(days=1)
    assert verdicts(quality.files_are_right) == {sample.pk: "no_data"}
    assert verdicts(quality.files_are_right, later) == {sample.pk: "fail"}
    QualitySample.unscoped.update(checked=20, right=19)
    assert verdicts(quality.files_are_right, later) == {sample.pk: "pass"}
    assert set(verdicts(quality.drawn_files_are_compared).values()) == {"pass"}
    late = verdicts(quality.drawn_files_are_compared, later)
    assert (late[checks[0].pk], late[checks[2].pk]) == ("pass", "fail")


@pytest.mark.shows("events_are_triaged", "grave_events_reach_credit")
def test_news_is_looked_at_and_grave_news_reaches_the_credit(cast, converted):
    with cast.acting("alice"):
        event = make(AccountEvent, customer=converted, subject="Sued for late delivery", kind="litigation", owner=cast.person("alice"))
    assert (verdicts(events.events_are_triaged), verdicts(events.grave_events_reach_credit)) == ({event.pk: "pass"}, {event.pk: "na"})
    AccountEvent.unscoped.update(created_at=timezone.now() - timedelta(days=14))
    assert verdicts(events.events_are_triaged) == {event.pk: "fail"}
    event = AccountEvent.unscoped.get()
    with cast.acting("alice"):
        triage(event, severity="high", meaning="Cash may be short")
    task = Task.unscoped.get(key=f"event:{event.pk}:credit")
    assert (task.owner_id, task.state, task.clause, task.source) == (cast.person("grace").pk, "open", "3.3.2b", "sla")
    assert (verdicts(events.events_are_triaged), verdicts(events.grave_events_reach_credit)) == ({event.pk: "pass"}, {event.pk: "fail"})
    with cast.acting("alice"), pytest.raises(NotPermitted):
        check_credit(event, credit_outcome="Fine")
    with cast.acting("grace"):
        check_credit(event, credit_outcome="Limit halved")
    task.refresh_from_db()
    assert (task.state, verdicts(events.grave_events_reach_credit)) == ("done", {event.pk: "pass"})


@pytest.mark.shows("classes_are_fresh", "overrides_are_agreed")
def test_classes_are_fresh_one_and_agreed_to(cast, converted):
    today = timezone.localdate()
    assert verdicts(classes.classes_are_fresh)[converted.pk] == "pass"
    ClassificationResult.objects.update(as_of=today - timedelta(days=181))
    assert verdicts(classes.classes_are_fresh)[converted.pk] == "fail"
    with acting(SYSTEM):
        nightly(today)
    assert verdicts(classes.classes_are_fresh)[converted.pk] == "pass"
    assert verdicts(classes.customers_have_a_class)[converted.pk] == "na"
    Customer.unscoped.filter(pk=converted.pk).update(state="active")
    assert verdicts(classes.customers_have_a_class)[converted.pk] == "pass"
    for size in ("small", ""):
        Customer.unscoped.filter(pk=converted.pk).update(size_class=size)
        assert verdicts(classes.customers_have_a_class)[converted.pk] == "fail"
    with cast.acting("alice"):
        override = make(ClassOverride, customer=converted, size="medium", reason="Split up", owner=cast.person("alice"))
    assert verdicts(classes.overrides_are_agreed) == {override.pk: "na"}
    holds = {"state": "holds", "approver": cast.person("bob"), "holds_from": today, "until_on": today + timedelta(days=180)}
    wrong = [{"approver": cast.person("alice")}, {"approver": None}, {"reason": ""}, {"until_on": today + timedelta(days=181)},
             {"until_on": today - timedelta(days=1)}]  # fmt: skip
    for values, verdict in [({}, "pass"), *((one, "fail") for one in wrong)]:
        ClassOverride.unscoped.update(**holds | {"reason": "Split up"} | values)
        assert verdicts(classes.overrides_are_agreed) == {override.pk: verdict}
