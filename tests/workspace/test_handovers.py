"""Requests between units: who may answer, who confirms, who is told, who sees them."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.workspace.handovers import rules
from xianji.workspace.handovers.actions import accept, confirm, finish, reject, send_back
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


def test_what_counts_as_in_time():
    asked = datetime(2026, 11, 20, 17, tzinfo=AT)
    assert rules.accept_by(asked, 1, lambda day, n: day + timedelta(days=n + 2)) == date(2026, 11, 23)
    last = date(2026, 11, 23)
    answers = [rules.is_accepted_in_time(asked, at, last, last) for at in (None, datetime(2026, 11, 23, tzinfo=AT), datetime(2026, 11, 24, tzinfo=AT))]
    assert answers == [None, True, False] and rules.is_accepted_in_time(asked, None, last, date(2026, 11, 24)) is False
    done = [rules.is_done_in_time(at, last, last) for at in (None, datetime(2026, 11, 23, tzinfo=AT), datetime(2026, 11, 24, tzinfo=AT))]
    assert done == [None, True, False] and rules.is_done_in_time(None, last, date(2026, 11, 24)) is False
