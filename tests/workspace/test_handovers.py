"""Requests between units: who may answer, who confirms, who is told, who sees them."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import ROLES, _user
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org import actors
from xianji.org.models import Person
from xianji.policy.runs.looking import look
from xianji.workspace.handovers.actions import accept, confirm, finish, reject, send_back
from xianji.workspace.handovers.controls import requests_are_answered, requests_are_done, units_keep_their_days
from xianji.workspace.models import Handover, Notice

pytestmark = pytest.mark.django_db
AT = timezone.get_current_timezone()


@pytest.fixture
def asked(cast):
    """Alice of East 1 asks South 1, where carol sits."""
    with cast.acting("alice"):
        return verbs.create(
            Handover, {"title": "Lend us the demo set", "to_unit": cast.branch, "agreed_on": timezone.localdate() + timedelta(7)}
        )


def stored(request):
    return Handover.unscoped.get(pk=request.pk)


def told(cast, name):
    return list(Notice.objects.filter(person=cast.person(name)).order_by("pk").values_list("message", flat=True))


def test_the_asked_unit_sees_it_is_told_and_answers(cast, asked):
    assert asked.from_unit == cast.team and asked.number.startswith("XD-")
    assert told(cast, "carol") == ["%(who)s asks your unit by %(day)s: %(title)s"]
    with cast.acting("carol"):
        assert Handover.objects.filter(pk=asked.pk).exists()
        day = timezone.localdate() + timedelta(3)
        accept(asked, agreed_on=day)
        finish(stored(asked), note="Sent by courier")
    row = stored(asked)
    assert (row.state, row.agreed_on, row.accepted_by, row.answer) == ("done", day, cast.person("carol"), "Sent by courier")
    with cast.acting("alice"):
        confirm(row, rating=5)
    assert (stored(asked).state, stored(asked).rating) == ("confirmed", 5)
    assert len(told(cast, "alice")) == 2 and told(cast, "carol")[-1] == "%(who)s confirmed: %(title)s"


def test_only_the_asked_unit_is_offered_to_answer(cast, asked):
    offered = {}
    for name in ("alice", "carol", "erin"):
        with cast.acting(name) as who:
            offered[name] = accept.open_to(stored(asked), who)
    assert offered == {"alice": False, "carol": True, "erin": False}


def test_nobody_answers_for_another_unit_nor_confirms_for_who_asked(cast, asked):
    for name in ("alice", "erin"):
        with cast.acting(name), pytest.raises(NotPermitted):
            accept(asked)
    with cast.acting("carol"):
        accept(asked)
        finish(stored(asked))
        with pytest.raises(NotPermitted, match="Only who asked"):
            confirm(stored(asked), rating=5)
    with cast.acting("bob"):
        confirm(stored(asked), rating=4)
    with cast.acting("grace"):
        assert not Handover.objects.filter(pk=asked.pk).exists()


def test_where_a_unit_asks_the_one_above_nobody_of_its_own_answers(cast):
    with cast.acting("alice"):
        row = verbs.create(Handover, {"title": "x", "to_unit": cast.east, "agreed_on": timezone.localdate()})
    for name in ("alice", "bob"):
        with cast.acting(name), pytest.raises(NotPermitted):
            accept(row)


def test_who_joins_the_asked_unit_later_sees_it_too(cast, asked, monkeypatch):
    monkeypatch.setitem(ROLES, "grace2", "REP")
    with acting(SYSTEM):
        late = _user("grace2", cast.branch)
        actors.forget()
    with acting(actors.actor_of(late)):
        assert Handover.objects.filter(pk=asked.pk).exists()


def test_a_rejection_and_a_way_back_give_their_reasons(cast, asked):
    with cast.acting("carol"):
        reject(asked, why="Ours is broken")
    assert (stored(asked).state, stored(asked).answer) == ("rejected", "Ours is broken")
    with cast.acting("alice"):
        again = verbs.create(Handover, {"title": "Again", "to_unit": cast.branch, "agreed_on": timezone.localdate()})
    with cast.acting("carol"):
        accept(again), finish(stored(again))
    with cast.acting("alice"):
        send_back(stored(again), why="The cable is missing")
        with pytest.raises(Refused):
            confirm(stored(again), rating=3)
    assert (stored(again).state, stored(again).done_at) == ("accepted", None)
    assert told(cast, "carol")[-1] == "%(who)s sent this back: %(title)s"


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_lies_between_one_and_five(cast, asked, rating):
    with acting(SYSTEM):
        accept(asked), finish(stored(asked))
    with cast.acting("alice"), pytest.raises(Refused):
        confirm(stored(asked), rating=rating)


def test_ones_own_unit_is_not_asked_and_the_asked_one_stays(cast, asked):
    with cast.acting("alice"):
        with pytest.raises(Refused) as refusal:
            verbs.create(Handover, {"title": "x", "to_unit": cast.team, "agreed_on": date(2026, 12, 1)})
        assert "to_unit" in refusal.value.fields
        with pytest.raises(Refused) as refusal:
            verbs.change(stored(asked), {"to_unit": cast.south})
        assert "to_unit" in refusal.value.fields


def test_the_head_is_told_where_there_is_one(cast):
    with acting(SYSTEM):
        head = make(Person, name="Hana", unit=cast.south)
        branch = cast.branch
        branch.refresh_from_db()
        branch.head = head
        store.change(branch)
    with cast.acting("alice"):
        verbs.create(Handover, {"title": "x", "to_unit": branch, "agreed_on": date(2026, 12, 1)})
    assert Notice.objects.filter(person=head).count() == 1 and not told(cast, "carol")


def test_an_accepted_day_is_not_past(cast, asked):
    with cast.acting("carol"), pytest.raises(Refused):
        accept(asked, agreed_on=timezone.localdate() - timedelta(1))


def test_it_is_asked_accepted_and_confirmed_on_screen(cast, enter):
    given = {"title": "Lend us a van", "to_unit": cast.branch.number, "agreed_on": f"{timezone.localdate() + timedelta(5)}", "text": ""}
    assert enter("alice").post("/workspace/handovers/new", given).status_code == 302
    row = Handover.unscoped.get(title="Lend us a van")
    at = f"/workspace/handovers/{row.pk}"
    assert enter("carol").post(f"{at}/do/accept", {"version": row.version}).status_code == 302
    assert enter("carol").post(f"{at}/do/finish", {}).status_code == 302
    assert enter("alice").post(f"{at}/do/confirm", {"rating": "9"}).status_code == 422
    assert enter("alice").post(f"{at}/do/confirm", {"rating": "4"}).status_code == 302 and stored(row).rating == 4


def test_a_request_about_a_record_begins_on_its_page(cast, enter):
    customer = make(Customer, owner=cast.person("alice"))
    at = f"/workspace/handovers/about/{customer.label()}/{customer.pk}/new"
    assert at in enter("alice").get(f"/workspace/tasks/about/{customer.label()}/{customer.pk}").content.decode()
    given = {"title": "Deliver early", "to_unit": cast.branch.number, "agreed_on": "2026-12-01", "text": ""}
    assert enter("alice").post(at, given)["Location"] == f"/customers/customers/{customer.pk}"
    assert Handover.unscoped.get(title="Deliver early").about_id == customer.pk
    assert enter("alice").post(at, {**given, "to_unit": cast.team.number}).status_code == 422
    assert enter("carol").get(at).status_code == 404


def verdicts(control, on):
    return dict(look(control, on, is_excepted=False).cases.values_list("pk", "case_verdict"))


@pytest.mark.shows("requests_are_answered")
def test_a_request_that_waits_for_more_than_a_working_day_is_found(as_system, cast):
    """On Monday what came on Thursday is late, what came on Friday or at the weekend is not."""
    expected = {}
    for hour, state, verdict in (
        ("2026-11-19 17:00", "requested", "fail"), ("2026-11-20 09:00", "requested", "pass"),
        ("2026-11-21 09:00", "requested", "pass"), ("2026-11-02 09:00", "accepted", "pass"), ("2026-11-02 09:00", "rejected", "pass"),
    ):  # fmt: skip
        at = datetime.fromisoformat(hour).replace(tzinfo=AT)
        expected[make(Handover, owner=cast.person("alice"), to_unit=cast.branch, requested_at=at, state=state).pk] = verdict
    assert verdicts(requests_are_answered, date(2026, 11, 23)) == expected


@pytest.mark.shows("requests_are_done")
def test_what_is_accepted_is_found_when_its_day_is_over(as_system, cast):
    expected = {}
    for state, day, verdict in (
        ("accepted", 22, "fail"), ("accepted", 23, "pass"), ("done", 2, "pass"), ("requested", 2, "na"), ("rejected", 2, "na"),
    ):  # fmt: skip
        row = make(Handover, owner=cast.person("alice"), to_unit=cast.branch, agreed_on=date(2026, 11, day), state=state)
        expected[row.pk] = verdict
    assert verdicts(requests_are_done, date(2026, 11, 23)) == expected


@pytest.mark.shows("units_keep_their_days")
def test_a_unit_keeps_nine_of_ten_days_of_a_month(as_system, cast):
    """Kept, missed, and what comes of it; what is agreed for another month does not count."""
    make(Handover, owner=cast.person("alice"), to_unit=cast.branch, agreed_on=date(2026, 11, 2), state="accepted")
    for kept, missed, expected in ((0, 0, "na"), (1, 0, "pass"), (8, 1, "fail"), (9, 1, "pass")):
        Handover.unscoped.filter(state="done").delete()
        for n in range(kept + missed):
            done = datetime(2026, 10, 5 if n < kept else 6, 10, tzinfo=AT)
            make(Handover, owner=cast.person("alice"), to_unit=cast.branch, agreed_on=date(2026, 10, 5), state="done", done_at=done)
        found = verdicts(units_keep_their_days, date(2026, 11, 23))
        assert (found[cast.branch.pk], found[cast.team.pk]) == (expected, "na"), (kept, missed)
