"""Figures worked out in one's head: sums, rates and averages by any cut, over what one may see."""

from datetime import date
from decimal import Decimal

import pytest

from tests.making import make
from xianji.kit.metrics import figures
from xianji.kit.refusals import NotPermitted, Refused
from xianji.sales.models import Opportunity


@pytest.fixture
def deals(cast):
    """Alice won 100 and 50.50 and one without amount, lost one; Carol won 7; one of 200 is open at half probability."""
    mine, theirs = cast.person("alice"), cast.person("carol")
    won = {"stage": "won", "owner": mine, "opened_on": date(2026, 1, 1)}
    make(Opportunity, amount=Decimal(100), closed_on=date(2026, 1, 11), **won)
    make(Opportunity, amount=Decimal("50.50"), closed_on=date(2026, 5, 1), **won)
    make(Opportunity, amount=None, closed_on=date(2026, 5, 2), **won)
    make(Opportunity, stage="lost", amount=Decimal(1), closed_on=date(2026, 5, 3), owner=mine)
    make(Opportunity, **{**won, "owner": theirs}, amount=Decimal(7), closed_on=date(2026, 5, 3))
    make(Opportunity, stage="solution", amount=Decimal(200), expected_on=date(2026, 9, 1), owner=mine)
    return cast


def told(name: str, by: str = "", **filters: str) -> dict[str | None, str | None]:
    found = figures(name, by, filters)
    rows = found.rows if by else [found.total]
    return {row.key: row.text(found.metric.digits) for row in rows}


def test_a_sum_by_quarter_and_its_total(deals):
    with deals.acting("erin"):
        assert told("won_revenue", "quarter") == {"2026-Q1": "100.00", "2026-Q2": "57.50"}
        assert told("won_revenue") == {"total": "157.50"}


def test_blank_amounts_are_skipped_and_counted(deals):
    with deals.acting("alice"):
        total = figures("won_revenue").total
    assert (total.value, total.blank) == (Decimal("150.50"), 1)


@pytest.mark.parametrize(("name", "value"), [
    ("won_count", "3"), ("lost_count", "1"), ("win_rate", "0.750000"), ("average_deal", "75.25"), ("open_pipeline", "200.00"),
    ("weighted_pipeline", "100.00"), ("cycle_days", "83.67"),
])  # fmt: skip
def test_each_figure_over_ones_own_deals(deals, name, value):
    with deals.acting("alice"):
        assert told(name) == {"total": value}


def test_what_cannot_be_known_is_not_zero(cast):
    with cast.acting("alice"):
        assert told("win_rate") == told("average_deal") == told("cycle_days") == {"total": None}


def test_each_sees_the_sum_of_what_they_may_see(deals):
    seen = {}
    for name in ("alice", "bob", "carol", "erin"):
        with deals.acting(name):
            seen[name] = told("won_revenue")["total"]
    assert seen == {"alice": "150.50", "bob": "150.50", "carol": "7.00", "erin": "157.50"}


def test_by_owner_unit_and_regional_office(deals):
    with deals.acting("erin"):
        assert told("won_revenue", "owner") == {"Alice": "150.50", "Carol": "7.00"}
        assert told("won_revenue", "unit") == {"East 1": "150.50", "South 1": "7.00"}
        assert told("won_revenue", "region") == {"East": "150.50", "South": "7.00"}


def test_a_figure_opens_the_list_it_was_counted_from(deals, enter):
    with deals.acting("erin"):
        rows = {row.key: row for row in figures("won_count", "quarter").rows}
    listed = enter("erin").get(rows["2026-Q2"].href)
    assert len(listed.context["rows"]) == rows["2026-Q2"].value == 3


def test_filters_are_those_of_the_list(deals):
    with deals.acting("erin"):
        assert told("won_revenue", closed_on="2026-Q2") == {"total": "57.50"}
        assert told("won_revenue", "month", closed_on="2026-05-02..") == {"2026-05": "7.00"}


def test_unknown_figures_and_dimensions_say_what_there_is(deals):
    with deals.acting("erin"):
        with pytest.raises(Refused, match="won_revenue"):
            figures("revenue_won")
        with pytest.raises(Refused, match="quarter"):
            figures("won_revenue", "weather")


def test_without_the_right_to_see_deals_there_are_no_figures(deals):
    with deals.acting("frank"), pytest.raises(NotPermitted):
        figures("won_revenue")
