"""Deadlines, reminders, deputies, people who leave; on a clock that stands still where it matters."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.people.actions import leave
from xianji.approval.models import Absence, Request, Seat, Step
from xianji.approval.requests.actions import approve
from xianji.approval.requests.caring import look_after
from xianji.approval.requests.rules import BadChain, Stage, chain, role, stage, verdict
from xianji.approval.requests.times import due_at
from xianji.kit import store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.models import Notice

from .conftest import hold
from .test_asking import asked_now, decide, state_of

HERE = ZoneInfo("Asia/Shanghai")
TODAY = timezone.localdate()


def away(cast, name: str, deputy: str, first: date = TODAY, last: date = TODAY) -> Absence:
    return make(Absence, owner=cast.person(name), deputy=cast.person(deputy), from_on=first, to_on=last)


def told() -> list[tuple[str, str]]:
    """(to whom, what) of every notice since it was asked last."""
    rows = list(Notice.objects.order_by("pk").select_related("person"))
    Notice.objects.all().update(kind="read")
    return [(one.person.name.lower(), one.told) for one in rows if one.kind == "approval"]


@pytest.mark.parametrize(("spec", "now", "due"), [
    (stage(role("SD"), hours=4), "2026-11-27 16:00", "2026-11-30 11:00"),
    (stage(role("SD"), days=2), "2026-11-27 16:00", "2026-12-01 18:00"),
    (stage(role("SD"), days=1), "2026-09-30 10:00", "2026-10-08 18:00"),
    (stage(role("SD"), hours=1), "2026-09-20 20:00", "2026-09-21 10:00"),
    (stage(role("SD")), "2026-11-27 16:00", None),
])  # fmt: skip
def test_time_is_working_time_of_the_place(db, spec, now, due):
    at = due_at(spec, None, datetime.fromisoformat(now).replace(tzinfo=HERE))
    assert (at and f"{at:%Y-%m-%d %H:%M}") == due


def test_a_chain_is_written_as_a_table_writes_it():
    first, second, third = chain("SUP 4h > FIN|EXE > SD+FIN 2d")
    assert (first.hours, first.quorum, [one.name for one in first.parties]) == (4, 0, ["SUP"])
    assert (second.quorum, [one.name for one in second.parties]) == (1, ["FIN", "EXE"])
    assert (third.days, third.quorum) == (2, 0) and chain(" ") == []
    assert [Stage.read(one.written()) for one in (first, second, third)] == [first, second, third]
    for wrong in ("SUP >", "SUP 4x", "SD+FIN|EXE", "SD; DROP", "> SD"):
        with pytest.raises(BadChain):
            chain(wrong)


@pytest.mark.parametrize(("said", "quorum", "outcome"), [
    ("", 0, "open"), ("o", 0, "open"), ("a", 0, "approved"), ("ar", 0, "rejected"), ("aor", 1, "approved"),
    ("orr", 1, "open"), ("rrr", 1, "rejected"), ("aoo", 2, "open"), ("aao", 2, "approved"), ("rro", 2, "rejected"),
    ("a", 3, "approved"),
])  # fmt: skip
def test_who_is_silent_has_not_agreed(said, quorum, outcome):
    words = {"o": "open", "a": "approved", "r": "rejected"}
    assert verdict([words[one] for one in said], quorum) == outcome


def test_reminded_before_and_told_after_once_each_and_silence_never_approves(orders, cast):
    orders.chain = "SD 4h"
    request = orders.asked()
    assert ("erin", "Alice asks for your approval: Discount: " + request.about_title) in told()
    step = Step.objects.get(request=request)
    for next_at, due, subject, people in (
        (timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(hours=1), "Waiting for your decision", {"erin"}),
        (timezone.now() - timedelta(minutes=1), timezone.now() - timedelta(minutes=1), "The time to decide is over", {"erin", "alice"}),
    ):
        Step.objects.filter(pk=step.pk).update(next_at=next_at, due_at=due)
        with acting(SYSTEM):
            look_after()
            look_after()
        sent = told()
        assert {who for who, _subject in sent} == people and len(sent) == len(people)
        assert all(subject in one for _who, one in sent)
    assert state_of(request) == "pending" and asked_now(request) == ["Erin"]


def test_what_is_late_goes_up_where_the_chain_says_so(orders, cast):
    cast.team.head, cast.east.head = cast.person("bob"), cast.person("dave")
    with acting(SYSTEM):
        for unit in (cast.team, cast.east):
            store.change(unit)
    orders.chain = [stage(role("SUP"), hours=1, late="superior")]
    request = orders.asked()
    Step.objects.filter(request=request).update(next_at=timezone.now(), due_at=timezone.now())
    with acting(SYSTEM):
        look_after()
    assert asked_now(request) == ["Dave"]
    with pytest.raises(NotPermitted):
        decide(cast, "bob", approve, request)
    decide(cast, "dave", approve, request)
    assert state_of(request) == "approved"


def test_a_deputy_decides_while_the_holder_is_away_and_only_then(orders, cast):
    request = orders.asked()
    absence = away(cast, "erin", "bob", TODAY + timedelta(days=1), TODAY + timedelta(days=3))
    with pytest.raises(NotPermitted):
        decide(cast, "bob", approve, request)
    Absence.unscoped.filter(pk=absence.pk).update(from_on=TODAY)
    with acting(SYSTEM):
        look_after()
    assert ("bob", f"You decide for somebody who is away: Discount: {request.about_title}") in told()
    with cast.acting("bob"):
        assert Request.objects.filter(pk=request.pk).exists()
    decide(cast, "bob", approve, request)
    seat = Seat.objects.get(request=request)
    assert (seat.person.name, seat.decided_by.name, state_of(request)) == ("Erin", "Bob", "approved")


def test_nobody_decides_on_their_own_request_as_deputy_either(orders, cast):
    away(cast, "erin", "alice")
    request = orders.asked()
    with pytest.raises(NotPermitted):
        decide(cast, "alice", approve, request)
    away(cast, "alice", "dave")
    decide(cast, "dave", approve, request)
    assert Seat.objects.get(request=request).decided_by.name == "Dave"


def test_deputies_of_each_other_do_not_go_round(orders, cast):
    away(cast, "erin", "bob")
    away(cast, "bob", "erin")
    request = orders.asked()
    decide(cast, "erin", approve, request)
    assert state_of(request) == "approved"


def test_an_absence_is_one_at_a_time_with_somebody_else(cast):
    away(cast, "erin", "bob")
    for name, deputy, last in (("erin", "dave", TODAY), ("bob", "bob", TODAY), ("bob", "erin", TODAY - timedelta(days=1))):
        with pytest.raises(Refused):
            away(cast, name, deputy, TODAY, last)


def test_who_leaves_is_asked_no_longer(orders, cast):
    hold(cast, "dave", "SD")
    cast.users["dave"].assignments.all().delete()
    first = orders.asked()
    hold(cast, "dave", "SD")
    with acting(SYSTEM):
        leave(cast.person("erin"), successor=cast.person("dave"))
    assert asked_now(first) == ["Dave"]
    decide(cast, "dave", approve, first)
    assert state_of(first) == "approved"


def test_where_nobody_is_left_the_asker_hears_of_it(orders, cast):
    request = orders.asked()
    told()
    with acting(SYSTEM):
        leave(cast.person("erin"), successor=cast.person("dave"))
    assert asked_now(request) == [] and state_of(request) == "pending"
    assert [who for who, subject in told() if subject.startswith("Nobody is left")] == ["alice"]
