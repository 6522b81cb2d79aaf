"""The forecast against a count by hand, within each reader's scope; kept once a day, and compared with what came true."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.kit.metrics import figures
from xianji.kit.refusals import Refused
from xianji.rulebook.tables import deciding
from xianji.rulebook.tables.editing import keep_shipped
from xianji.rulebook.tables.models import TableVersion
from xianji.sales.forecasts import adding, reading, rules
from xianji.sales.forecasts.taking import take
from xianji.sales.models import ForecastSnapshot, Opportunity
from xianji.sales.opportunities.actions import advance, commit, doubt, lose, step_back

THIS, NEXT = adding.quarters(timezone.localdate(), 2)
FIRST, LAST = THIS.start, THIS.end
DEALS = (
    ("alice", "won", 1000), ("alice", "qualify", 100), ("alice", "needs", 200), ("carol", "solution", 400),
    ("carol", "negotiation", 800), ("alice", "contract", 1600), ("alice", "lost", 9999),
)  # fmt: skip


@pytest.fixture
def deals(cast):
    made = {}
    for who, stage, amount in DEALS:
        with cast.acting(who):
            made[stage] = make(Opportunity, owner=cast.person(who), stage=stage, amount=Decimal(amount), expected_on=LAST)
    Opportunity.unscoped.filter(stage__in=("won", "lost")).update(closed_on=LAST)
    return made


def amounts(found):
    return {category: int(one.amount) for (category,), one in found.items()}


def test_each_category_and_what_is_likely(cast, deals):
    whole = {"closed": 1000, "commit": 1600, "best_case": 1200, "pipeline": 300}
    with cast.acting("erin"):
        found = reading.added(THIS)
    assert amounts(found) == whole
    assert sum(one.weighted for one in found.values()) == 1000 + 10 + 50 + 200 + 600 + 1440
    with cast.acting("alice"):
        assert amounts(reading.added(THIS)) == {"closed": 1000, "commit": 1600, "pipeline": 300}
    with cast.acting("erin"):
        commit(deals["negotiation"])
        assert amounts(reading.added(THIS)) == {**whole, "commit": 2400, "best_case": 400}
        step_back(deals["negotiation"], why="They think again")
        advance(deals["negotiation"])
        assert amounts(reading.added(THIS)) == whole, "who is back there is committed by nobody yet"
        commit(deals["negotiation"])
        doubt(deals["negotiation"])
        assert amounts(reading.added(THIS)) == whole
    keep_shipped()
    said = TableVersion.objects.get(table="opportunity.stage")
    rows = [{**row, "then": {**row["then"], "probability": "20%", "category": "best_case"}} if row["id"] == "r1" else row
            for row in said.content["rows"]]
    TableVersion.objects.filter(pk=said.pk).update(content={**said.content, "rows": rows})
    deciding.forget()
    with cast.acting("erin"):
        found = reading.added(THIS)
        assert (amounts(found)["best_case"], amounts(found)["pipeline"]) == (1300, 200), "the table says where a stage stands"
        assert sum(one.weighted for one in found.values()) == 1000 + 20 + 50 + 200 + 600 + 1440
        assert figures("weighted_pipeline").total.value == 20 + 50 + 200 + 600 + 1440


def test_it_is_kept_once_a_day_and_read_within_ones_scope(cast, deals):
    assert take(FIRST) == take(FIRST) == ForecastSnapshot.objects.count() > 0
    with cast.acting("alice"):
        assert reading.moved(THIS) == [(FIRST, Decimal(2500))]
    with cast.acting("erin"):
        assert reading.moved(THIS) == [(FIRST, Decimal(3300))]
    Opportunity.unscoped.filter(stage="contract").update(stage="won", closed_on=LAST)
    with cast.acting("erin"):
        [told, *_older], off = reading.came_true(NEXT)
    assert (told["said"], told["actual"], told["accuracy"], told["bias"]) == ("3,300", "2,600", "73.1%", "26.9%")
    assert off == "26.9%"


def test_accuracy_of_the_scenario():
    said, came = Decimal(30900000), Decimal(29983200)
    assert round(rules.accuracy(said, came) * 100, 4) == Decimal("96.9423")
    assert round(rules.bias(said, came) * 100, 4) == Decimal("3.0577")
    assert rules.accuracy(said, Decimal(0)) is None and rules.accuracy(Decimal(300), Decimal(100)) == 0
    assert rules.wape([(Decimal(90), Decimal(100)), (Decimal(50), Decimal(0))]) == Decimal("0.6")


def test_the_page_costs_the_same_for_many(cast, enter, deals):
    client = enter("erin")
    client.get("/sales/forecast")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/sales/forecast")
    assert page.status_code == 200 and "1,600" in page.content.decode() and len(asked) <= 10, len(asked)
    assert 'class="ticks"' not in page.content.decode(), "nothing was kept yet"
    take(timezone.localdate())
    assert 'class="ticks"' in client.get("/sales/forecast").content.decode(), "figures stand beside the axis"
    assert client.get("/sales/forecast", {"quarter": "nonsense"}).status_code == 200
    with cast.acting("erin"):
        listed = client.get(reading.href(THIS)).content.decode()
    assert all(f">{deal.name}<" in listed for stage, deal in deals.items() if stage != "lost") and f">{deals['lost'].name}<" not in listed


def test_a_quarter_is_by_the_calendar():
    found = [(one.start, one.end) for one in adding.quarters(date(2026, 11, 28), 2)]
    assert found == [(date(2026, 10, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31))]


def test_who_won_is_told_unless_nobody_did(cast, deals):
    with cast.acting("alice"):
        with pytest.raises(Refused, match="competitor"):
            lose(deals["qualify"], lost_reason="Price")
        lose(deals["qualify"], lost_reason="Put off", is_undecided=True)
        lose(deals["needs"], lost_reason="Price", competitor="Crane")
    with cast.acting("erin"):
        rate = figures("win_rate").total
        assert rate.parts["won"] == 1 and rate.parts["lost"] == 2
