"""What Today tells of what was won: one's own, beside the period before."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.today import pace, percent


@pytest.mark.parametrize(("now", "before", "cut"), [(0, 0, None), (1, 3, 33), (9, 3, 100), (None, 5, 0)])
def test_the_share_is_cut_and_nothing_before_gives_none(now, before, cut):
    assert percent(now, before) == cut


def test_the_pace_counts_the_day_itself():
    assert (pace(date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 30)), pace(date(2026, 11, 30), date(2026, 11, 1), date(2026, 11, 30))) == (3, 100)


def test_each_sees_what_they_won_themselves(cast, enter):
    today = timezone.localdate()
    before = today.replace(day=1) - timedelta(days=1)
    for name, owner, day, amount in [("a", "alice", today, 300), ("b", "alice", before, 400), ("c", "carol", today, 7000)]:
        deal = make(Opportunity, name=name, owner=cast.person(owner), amount=amount)
        Opportunity.unscoped.filter(pk=deal.pk).update(stage="won", closed_on=day, counts_for=cast.person(owner))
    page = enter("alice").get("/today/achieved").content.decode()
    assert "<b>300</b>" in page and "/ 400" in page and 'aria-label="Won this month 75%"' in page and "7,000" not in page
    assert "Won this month" not in enter("grace").get("/today/achieved").content.decode()
