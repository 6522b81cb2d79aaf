"""The visit plan of a month: proposed by class, spread over working days, moved, approved, and what became of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import agree, heads
from xianji.customers.models import Customer
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.registry import Desk
from xianji.lib import actor
from xianji.org.days.calendar import work_calendar
from xianji.sales.models import PlannedStop, Visit, VisitPlan
from xianji.sales.rounds import actions, controls, proposing, rules, today

__all__ = ["heads"]
MONTH = (timezone.localdate().replace(day=1) + timedelta(days=31)).replace(day=1)


def test_the_way_goes_district_by_district_to_the_nearest_next():
    """And no day has more than there is room for."""
    day = date(2026, 3, 2)
    stops = [
        rules.Stop(1, day, "onsite", "310115", point=(31.20, 121.50)), rules.Stop(2, day, "onsite", "310101", point=(31.23, 121.48)),
        rules.Stop(3, day, "onsite", "310115", point=(31.30, 121.60)), rules.Stop(4, day, "onsite", "310115", point=(31.21, 121.51)),
        rules.Stop(5, day, "phone"),
    ]  # fmt: skip
    assert [one.customer for one in rules.way(stops)] == [2, 1, 4, 3, 5]
    days = [day + timedelta(days=n) for n in range(2)]
    placed = rules.spread([rules.Stop(n, day, "onsite", "310115") for n in range(9)], days)
    assert [sum(one.day == day for one in placed) for day in days] == [4, 4]
    assert rules.wished(date(2026, 2, 1), 6, day, date(2026, 3, 31)) == [day, date(2026, 3, 17)]
    assert (rules.kinds(2, 6, 3), rules.kinds(1, 3, 4), rules.kinds(1, 3, 5), rules.kinds(1, 1, 5)) == (
        ["onsite", "online"], ["onsite"], ["online"], ["phone"],
    )  # fmt: skip
    assert (rules.share(1, 3), rules.share(1, 2), rules.share(0, 0)) == (33, 50, None)


def test_a_plan_is_proposed_moved_and_becomes_visits(cast, heads, enter):
    alice = cast.person("alice")
    with cast.acting("alice"):
        for name, size in (("Large", "large"), ("Medium", "medium"), ("Small", "small"), ("Lost", "large")):
            customer = make(Customer, name=name, owner=alice)
            Customer.unscoped.filter(pk=customer.pk).update(
                shown_class=size, state="lost" if name == "Lost" else "active", created_at=timezone.now() - timedelta(days=100)
            )
        plan = make(VisitPlan, month=MONTH + timedelta(days=9), owner=alice)
        assert plan.month == MONTH
        with pytest.raises(Refused, match="no visits yet"):
            actions.submit(plan)
        actions.propose(plan)
    told = sorted(plan.stops.values_list("customer__name", "kind"))
    assert told[-2:] == [("Medium", "onsite" if MONTH.month % 3 == 1 else "online"), ("Small", "phone")]
    assert [kind for name, kind in told if name == "Large"] == ["online", "onsite"]
    assert {stop.day for stop in plan.stops.all()} <= set(proposing.workdays(MONTH))
    alone = make(Customer, name="By hand", owner=alice)
    client, day = enter("alice"), proposing.workdays(MONTH)[2]
    added = {"customer": str(alone), "day": day.isoformat(), "kind": "phone"}
    assert client.post(f"/sales/visitplans/{plan.pk}/do/add_stop", added).status_code == 302
    assert client.post(f"/sales/visitplans/{plan.pk}/do/add_stop", {**added, "day": "2020-01-01"}).status_code == 422
    assert "added by hand" in client.get(f"/sales/visitplans/{plan.pk}").content.decode()
    with cast.acting("alice"):
        actions.propose(plan)
    by_hand = plan.stops.get(customer=alone)
    assert (plan.stops.count(), by_hand.day, by_hand.kind) == (5, day, "phone"), "proposed anew, what was added stays"
    by_hand.delete()
    stop, client, path = plan.stops.order_by("day").first(), enter("alice"), f"/sales/rounds/{plan.pk}/move"
    target = proposing.workdays(MONTH)[-1]
    assert client.post(path, {"stop": stop.pk, "day": target.isoformat(), "place": "0"}).status_code == 302
    stop.refresh_from_db()
    assert (stop.day, stop.place) == (target, 0)
    assert client.post(path, {"stop": stop.pk, "day": "2020-01-01"}).status_code == 422
    assert enter("carol").post(path, {"stop": stop.pk, "to": "away"}).status_code == 404
    assert client.get(f"/sales/visitplans/{plan.pk}").content.count(b"data-stop=") == 4
    with cast.acting("alice"):
        actions.submit(plan)
        with pytest.raises(NotPermitted):
            actions.approve(plan)
        with pytest.raises(Refused, match="is being approved"):
            actions.propose(plan)
    assert client.post(path, {"stop": stop.pk, "to": "away"}).status_code == 422, "what is asked about stays as it is"
    assert b"data-stop=" not in client.get(f"/sales/visitplans/{plan.pk}").content
    agree(cast, "bob", plan)
    plan.refresh_from_db()
    visits = Visit.unscoped.filter(plan=plan)
    assert (plan.state, visits.count(), {one.owner for one in visits}) == ("approved", 4, {alice})
    assert {timezone.localtime(one.planned_at).date() for one in visits} == set(plan.stops.values_list("day", flat=True))
    assert client.post(path, {"stop": stop.pk, "to": "later"}).status_code == 422
    visits.filter(customer__name="Small").update(state="cancelled")
    visits.filter(customer__name="Large").update(state="reviewed", effective_on=MONTH)
    assert proposing.figures(plan) == {"coverage": 100, "execution": 67, "effective": 100, "stops": 4, "made": 2}


def test_today_asks_for_the_plan_from_a_week_before_on(cast):
    alice, month = cast.person("alice"), date(2026, 3, 1)
    last = controls.last_day(month)
    with cast.acting("alice"):
        customer = make(Customer, name="Lotus", owner=alice)
        Customer.unscoped.filter(pk=customer.pk).update(state="active")
        before = make(VisitPlan, month=date(2026, 2, 1), owner=alice)
    VisitPlan.unscoped.filter(pk=before.pk).update(submitted_at=timezone.now())

    def asked(day, name="alice"):
        with cast.acting(name):
            found = today.owed(Desk(actor.current(), timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9))))
        return [(one["tone"], one["href"], one["tag"]) for one in found["rows"]] if found else []

    early, begin = work_calendar().add_workdays(last, -6), "/sales/visitplans/new?month=2026-03-01"
    assert (asked(early), asked(last, "carol")) == ([], [])
    assert [(tone, href) for tone, href, _tag in asked(last)] == [("warn", begin)]
    with cast.acting("alice"):
        plan = make(VisitPlan, month=month, owner=alice)
    assert asked(last + timedelta(days=1)) == [("bad", f"/sales/visitplans/{plan.pk}", "1 day late")]
    VisitPlan.unscoped.filter(pk=plan.pk).update(submitted_at=timezone.now())
    assert asked(last + timedelta(days=1)) == []


@pytest.mark.shows("plans_are_in_time", "planned_visits_are_made", "few_visits_are_unplanned")
def test_controls_of_plans(cast):
    def judged(control, on):
        given = {name: one.on(on) for name, one in control.parameters.items()}
        return dict(control.check(VisitPlan.unscoped.all(), on, **given).values_list("focus", "verdict"))

    alice, march = cast.person("alice"), date(2026, 3, 1)
    last = work_calendar().add_workdays(march, -3)
    for focus, came in (("early", last), ("late", last + timedelta(days=1)), ("never", None)):
        plan = make(VisitPlan, month=march, focus=focus, owner=alice)
        at = timezone.make_aware(timezone.datetime(came.year, came.month, came.day, 12)) if came else None
        VisitPlan.unscoped.filter(pk=plan.pk).update(submitted_at=at, state="approved")
    assert judged(controls.plans_are_in_time, last) == {"early": "pass", "late": "fail", "never": "na"}
    assert judged(controls.plans_are_in_time, march)["never"] == "fail"
    made = []
    for n in range(10):
        visit = make(Visit, owner=alice, unplanned=n < 2)
        at = timezone.make_aware(timezone.datetime(2026, 3, 3 + n, 12))
        Visit.unscoped.filter(pk=visit.pk).update(state="reviewed" if n else "missed", checked_in_at=at)
        made.append(PlannedStop(plan=plan, customer=visit.customer, day=march, visit=visit))
    PlannedStop.objects.bulk_create(made)
    april = date(2026, 4, 2)
    assert judged(controls.planned_visits_are_made, april) == {"early": "na", "late": "na", "never": "pass"}
    assert judged(controls.few_visits_are_unplanned, april)["never"] == "pass"
    Visit.unscoped.filter(pk=made[0].visit_id).update(state="cancelled")
    Visit.unscoped.filter(pk=made[1].visit_id).update(state="cancelled")
    assert judged(controls.planned_visits_are_made, april)["never"] == "pass", "eight of eight"
    PlannedStop.objects.filter(visit=made[1].visit_id).update(customer=made[0].customer)
    assert judged(controls.planned_visits_are_made, april)["never"] == "fail", "a customer is left out once: eight of nine"
    Visit.unscoped.filter(pk=made[0].visit_id).update(state="missed")
    Visit.unscoped.filter(pk=made[1].visit_id).update(state="missed")
    Visit.unscoped.filter(pk=made[2].visit_id).update(unplanned=True)
    assert judged(controls.planned_visits_are_made, april)["never"] == "fail"
    assert judged(controls.few_visits_are_unplanned, april)["never"] == "fail"
