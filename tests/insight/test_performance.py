"""The performance page and the command: the same figures, for those who may see them."""

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from tests.kit.conftest import pages_are_observed
from tests.making import make
from xianji.insight.commands import metrics
from xianji.sales.models import Opportunity

PAGE = "/insight/performance"
__all__ = ["pages_are_observed"]


@pytest.fixture
def deals(cast):
    for amount, day in ((100, date(2025, 2, 1)), (50, date(2026, 5, 1))):
        make(Opportunity, stage="won", amount=Decimal(amount), closed_on=day, owner=cast.person("alice"))
    return cast


def test_it_shows_totals_and_people(deals, enter):
    page = enter("erin").get(PAGE)
    assert page.status_code == 200
    assert page.context["facts"][0]["value"].startswith("150")
    assert [row.key for row in page.context["rows"]] == ["Alice"]


def test_a_span_narrows_every_figure(deals, enter):
    page = enter("erin").get(PAGE, {"closed_on": "2026"})
    assert page.context["facts"][0]["value"].startswith("50")


def test_nonsense_is_refused(deals, enter):
    assert enter("erin").get(PAGE, {"closed_on": "someday"}).status_code == 400


def test_who_may_not_see_it_finds_nothing(deals, enter):
    assert enter("frank").get(PAGE).status_code == 404


def test_the_command_prints_what_a_person_sees(deals):
    done = CliRunner().invoke(metrics, ["won_revenue", "--by", "year", "--as", "alice", "--json"])
    assert done.exit_code == 0, done.output
    rows = {row["key"]: row["value"] for row in json.loads(done.output)["rows"]}
    assert rows == {"2025": "100.00", "2026": "50.00"}


@pytest.mark.parametrize(("most", "top"), [("1880", "2000"), ("1000", "1000"), ("1010", "1200"), ("0.07", "0.08"), ("0", "1")])
def test_an_axis_ends_at_a_round_number(most, top):
    from types import SimpleNamespace

    from xianji.insight.performance import page
    from xianji.lib import axes

    found = SimpleNamespace(rows=[SimpleNamespace(value=Decimal(most)), SimpleNamespace(value=None)])
    assert axes.end(page.longest(found)) == Decimal(top)


def test_the_last_row_of_the_table_is_the_strip_above(deals, enter):
    context = enter("erin").get(PAGE).context
    assert [cell["text"] for cell in context["totals"]] == [fact["value"] for fact in context["facts"]][:6]
