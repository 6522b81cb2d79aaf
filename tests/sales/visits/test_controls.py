"""Each control of visits, failed once and passed once; A5 of the scenarios to the hour."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.refusals import Blocked, NotPermitted
from xianji.kit.registry import Desk
from xianji.lib import actor
from xianji.org.models import Unit
from xianji.sales.models import Visit, VisitNote
from xianji.sales.visits import actions, controls, together


def verdicts(control, by="number", on=None):
    day = on or timezone.localdate()
    given = {name: one.on(day) for name, one in control.parameters.items()}
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), day, **given).values_list(by, "verdict"))


@pytest.mark.shows("visit_is_prepared")
def test_nobody_checks_in_unprepared(cast, planned, in_force):
    in_force(controls.visit_is_prepared)
    bare = planned(material=False, expected="", looked=False)
    with cast.acting("alice"):
        with pytest.raises(Blocked, match="Expected outcome, Background looked at, Material"):
            actions.check_in(bare)
        for exempt in (planned(kind="phone", purpose="", material=False), planned(unplanned=True, purpose="", material=False), planned()):
            actions.check_in(exempt)
            assert exempt.state == "checked_in"


@pytest.mark.shows("needs_are_asked", "reports_are_read", "something_follows")
def test_visits_are_written_up_read_and_followed(cast, planned):
    now = timezone.now()
    out = {"state": "checked_out", "checked_in_at": now - timedelta(minutes=30)}
    rows = {
        "waiting": {**out, "checked_out_at": now - timedelta(hours=1)},
        "whole": {**out, "checked_out_at": now - timedelta(hours=1), "reported_at": now, "state": "reported", "unchanged": True, "no_next_because": "They move"},
        "bare": {**out, "checked_out_at": now - timedelta(hours=1), "reported_at": now, "state": "reported"},
        "planned": {},
    }  # fmt: skip
    names = {}
    for name, values in rows.items():
        visit = planned()
        names[visit.number] = name
        Visit.unscoped.filter(pk=visit.pk).update(**values)
        if name == "whole":
            make(VisitNote, visit=visit, kind="shown", product=make(VisitNote._meta.get_field("product").related_model))

    def named(control, **at):
        return {names[number]: verdict for number, verdict in verdicts(control, **at).items()}

    assert named(controls.needs_are_asked) == {"waiting": "na", "whole": "pass", "bare": "fail", "planned": "na"}
    assert named(controls.something_follows) == {"waiting": "na", "whole": "pass", "bare": "fail", "planned": "na"}
    assert named(controls.visits_are_written_up) == {"waiting": "na", "whole": "pass", "bare": "pass", "planned": "na"}
    assert named(controls.reports_are_read) == {"waiting": "na", "whole": "pass", "bare": "pass", "planned": "na"}
    assert named(controls.reports_are_read, on=timezone.localdate() + timedelta(days=9))["bare"] == "fail"
    Visit.unscoped.exclude(checked_out_at=None).update(checked_out_at=now - timedelta(days=100))
    assert named(controls.visits_are_written_up)["waiting"] == "fail", "a report that is owed is asked for however long ago the visit was"


@pytest.mark.shows("supervisors_come_along")
def test_the_supervisor_comes_along_once_a_quarter(cast, planned, monkeypatch):
    Unit.unscoped.filter(pk=cast.team.pk).update(head=cast.person("bob"))
    at = timezone.make_aware(datetime(2026, 9, 10, 10))
    clock = lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)  # noqa: E731
    clock(at)

    def missing(day):
        with cast.acting("bob"):
            found = together.alone(Desk(actor.current(), timezone.make_aware(datetime(2026, *day, 9))))
        return [(one["person"].name, one["person"].made) for one in found["rows"]] if found else []

    visit = planned(planned_at=at)
    assert (missing((8, 10)), missing((9, 10))) == ([], [("Alice", 0)])
    with cast.acting("alice"), pytest.raises(NotPermitted):
        actions.accompany(visit)
    with cast.acting("bob"):
        actions.accompany(visit)
    with cast.acting("alice"):
        for verb, minutes in ((actions.check_in, 0), (actions.check_out, 40)):
            clock(at + timedelta(minutes=minutes))
            verb(visit)
        actions.report(visit, result=Visit.Result.ADVANCE, summary="They go on.", no_next_because="Nothing new")
    autumn = date(2026, 10, 5)
    assert verdicts(together.supervisors_come_along, by="name", on=date(2026, 9, 30))["Alice"] == "na"
    assert missing((9, 11)) == [("Alice", 1)]
    assert verdicts(together.supervisors_come_along, by="name", on=autumn)["Alice"] == "fail", "nothing was said to it yet"
    with cast.acting("bob"):
        actions.review(visit, accepted=True, comment="Asked well")
    told = verdicts(together.supervisors_come_along, by="name", on=autumn)
    assert (told["Alice"], told["Bob"], told["Carol"], missing((9, 12))) == ("pass", "na", "na", [])
    Visit.unscoped.filter(pk=visit.pk).update(joined=cast.person("carol"))
    assert verdicts(together.supervisors_come_along, by="name", on=autumn)["Alice"] == "fail"


@pytest.mark.shows("customers_are_visited", "visits_are_written_up")
def test_a5_six_visits_of_a_quarter(cast, planned, monkeypatch, settings):
    """Reports after 3, 5, 20, 2, 4 and 26 hours: five in time; never more than 15 days between two effective visits."""
    settings.TIME_ZONE = "Asia/Shanghai"
    with cast.acting("alice"):
        customer = make(Customer, name="Jiamu", owner=cast.person("alice"))
    Customer.unscoped.filter(pk=customer.pk).update(state="active", shown_class="large", created_at=datetime(2026, 7, 6, tzinfo=timezone.get_current_timezone()))
    made, clock = [], monkeypatch.setattr
    for day, hours in (("07-08", 3), ("07-22", 5), ("08-05", 20), ("08-19", 2), ("09-03", 4), ("09-17", 26)):
        at = timezone.make_aware(datetime.fromisoformat(f"2026-{day}T10:00"))
        clock("django.utils.timezone.now", lambda at=at: at - timedelta(hours=1))
        visit = planned(customer=customer, planned_at=at)
        for verb, moment in ((actions.prepare, at - timedelta(minutes=30)), (actions.check_in, at), (actions.check_out, at + timedelta(hours=1))):
            clock("django.utils.timezone.now", lambda moment=moment: moment)
            with cast.acting("alice"):
                verb(visit)
        clock("django.utils.timezone.now", lambda at=at, hours=hours: at + timedelta(hours=1 + hours))
        with cast.acting("alice"):
            actions.report(visit, result=Visit.Result.ADVANCE, summary="They go on.", no_next_because="Nothing new")
        with cast.acting("bob"):
            actions.review(visit, accepted=True)
        made.append(visit)
    end = date(2026, 9, 30)
    clock("django.utils.timezone.now", lambda: timezone.make_aware(datetime(2026, 9, 30, 20)))
    told = verdicts(controls.visits_are_written_up, on=end)
    assert [told[one.number] for one in made] == ["pass"] * 5 + ["fail"]
    days = [one.effective_on for one in made]
    assert max(later - earlier for earlier, later in zip(days, days[1:], strict=False)) == timedelta(days=15)
    for offset, verdict in ((0, "pass"), (30, "pass"), (31, "fail")):
        on = days[-1] + timedelta(days=offset)
        assert verdicts(controls.customers_are_visited, by="name", on=on) == {"Jiamu": verdict}
