"""A check-in that is noted afterwards: allowed, told to whoever reads it, and no way to have planned what was not planned."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from xianji.kit.refusals import Refused
from xianji.kit.verbs import hand_over
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Visit
from xianji.sales.visits import actions, noted

DAY = timedelta(days=1)


def entered(visit: Visit, days: int) -> Visit:
    Visit.unscoped.filter(pk=visit.pk).update(created_at=timezone.now() - days * DAY)
    return Visit.unscoped.get(pk=visit.pk)


def test_what_lies_long_back_is_not_noted_any_more(cast: Cast, planned) -> None:
    visit = entered(planned(), 90)
    with cast.acting("alice"):
        with pytest.raises(Refused) as refusal:
            actions.check_in(visit, at=timezone.now() - 61 * DAY)
        assert "60" in str(refusal.value.fields["at"][0])
        actions.check_in(visit, at=timezone.now() - 59 * DAY)


@pytest.mark.parametrize(("entered_days", "came"), [(5, False), (1, True)])
def test_what_was_entered_only_afterwards_came_up_on_the_way(cast: Cast, planned, entered_days, came) -> None:
    visit = entered(planned(), entered_days)
    with cast.acting("alice"):
        actions.check_in(visit, at=timezone.now() - 3 * DAY)
    assert Visit.unscoped.get(pk=visit.pk).unplanned is came


def test_whoever_reads_the_report_sees_when_it_was_noted(cast: Cast, planned, enter) -> None:
    late, soon = entered(planned(), 9), entered(planned(), 9)
    with cast.acting("alice"):
        actions.check_in(late, at=timezone.now() - 3 * DAY)
        actions.check_in(soon, at=timezone.now() - timedelta(hours=2))
    assert noted.late(late) and not noted.late(soon)
    told = {one.pk: "noted afterwards" in enter("bob").get(f"/sales/visits/{one.pk}/brief").content.decode() for one in (late, soon)}
    assert told == {late.pk: True, soon.pk: False}


def test_whoever_made_a_visit_does_not_read_its_report_once_it_is_anothers(cast: Cast, planned) -> None:
    visit = planned(owner=cast.person("bob"))
    with cast.acting("bob"):
        for verb, values in ((actions.check_in, {}), (actions.check_out, {}),
                             (actions.report, {"result": "advance", "summary": "They build.", "no_next_because": "Done"})):  # fmt: skip
            verb(visit, **values)
        with acting(SYSTEM):
            hand_over(Visit.unscoped.get(pk=visit.pk), cast.person("alice"))
        with pytest.raises(Refused, match="made the visit"):
            actions.review(Visit.unscoped.get(pk=visit.pk))
