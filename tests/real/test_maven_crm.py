"""The public Maven CRM data set through the product's own door; every total against the independent oracle."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from xianji.kit.imports.sets import read_set, run_set
from xianji.kit.metrics import figures
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.models import Person, Unit
from xianji.org.users.finding import user_called
from xianji.sales.models import Opportunity

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SET = Path(__file__).parent / "maven_crm.toml"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ROOT.exists(), reason="the public data sets are not on this machine (../shared)"),
]


@pytest.fixture(scope="module")
def loaded(theatre, django_db_blocker):
    """The set is loaded once for all tests here."""
    with django_db_blocker.unblock(), theatre.alone(), actor.acting(SYSTEM):
        yield run_set(read_set(SET, ROOT / "maven_crm"))


@pytest.fixture(scope="module")
def oracle() -> dict:
    return json.loads((ROOT / "ORACLE.json").read_text())["maven_crm"]


def told(name: str, by: str, login: str = "") -> dict[str | None, Decimal]:
    with actor.acting(actor_of(user_called(login)) if login else SYSTEM):
        return {row.key: row.value for row in figures(name, by).rows}


def test_rows_findings_and_translations(loaded, oracle):
    last = loaded[-1]
    warnings = {one["code"]: one["count"] for one in last["warnings"]}
    mapped = {one["given"]: (one["became"], one["count"]) for one in last["mapped"]}
    assert (last["rows"], last["created"], last["errors"]) == (oracle["rows"]["pipeline"], 8800, [])
    assert warnings == {"blank_customer": oracle["quality"]["blank_account"], "blank_amount": 2089}
    assert mapped["GTXPro"] == ("GTX Pro", oracle["quality"]["product_not_in_catalogue"]["GTXPro"])


@pytest.mark.parametrize(("by", "part"), [("owner", "won_by_agent"), ("manager", "won_by_manager"), ("region", "won_by_region")])
def test_won_revenue(loaded, oracle, by, part):
    assert told("won_revenue", by) == {key: Decimal(value) for key, value in oracle[part].items()}


def test_won_revenue_by_quarter_and_product(loaded, oracle):
    quarters = {f"{key[:4]}-{key[4:]}": Decimal(value) for key, value in oracle["won_by_close_quarter"].items()}
    products = {key.replace("GTXPro", "GTX Pro"): Decimal(v) for key, v in oracle["won_by_product_as_written"].items()}
    assert told("won_revenue", "quarter") == quarters
    assert told("won_revenue", "product") == products


def test_counts_rates_and_cycle(loaded, oracle):
    with actor.acting(SYSTEM):
        total = {name: figures(name).total for name in ("won_revenue", "won_count", "lost_count", "win_rate", "cycle_days",
                                                        "average_deal")}  # fmt: skip
    assert total["won_revenue"].value == oracle["won_revenue"]
    assert (total["won_count"].value, total["lost_count"].value) == (oracle["stages"]["Won"], oracle["stages"]["Lost"])
    assert total["win_rate"].value == Decimal(str(oracle["win_rate_closed"]))
    assert abs(total["cycle_days"].value - Decimal(str(oracle["avg_days_to_close_won"]))) <= Decimal("0.005")
    assert abs(total["average_deal"].value - Decimal(str(oracle["avg_won_deal"]))) <= Decimal("0.005")


@pytest.mark.parametrize("agent", ["Darcel Schlecht", "Violet Mclelland", "Moses Frase"])
def test_an_agent_sees_own_deals_only(loaded, oracle, agent):
    assert told("won_revenue", "owner", agent) == {agent: Decimal(oracle["won_by_agent"][agent])}


@pytest.mark.parametrize("manager", ["Melvin Marxen", "Cara Losch"])
def test_a_manager_sees_the_team(loaded, oracle, manager):
    assert told("won_revenue", "manager", manager) == {manager: Decimal(oracle["won_by_manager"][manager])}


@pytest.mark.parametrize("region", ["Central", "East", "West"])
def test_a_regional_office_sees_its_subtree(loaded, oracle, region):
    assert told("won_revenue", "region", region) == {region: Decimal(oracle["won_by_region"][region])}


def test_every_figure_opens_its_rows(loaded):
    from urllib.parse import parse_qsl

    from xianji.kit import registry
    from xianji.kit.lists.query import ListQuery

    resource = registry.resource_of(Opportunity)
    with actor.acting(SYSTEM):
        for by in ("quarter", "owner", "manager", "region", "product", "unit", "month"):
            for row in figures("won_count", by).rows:
                asked = dict(parse_qsl(row.href.partition("?")[2]))
                assert ListQuery(resource, asked).rows().count() == row.value, row.href


def test_again_changes_nothing(loaded):
    with actor.acting(SYSTEM):
        again = run_set(read_set(SET, ROOT / "maven_crm"))
    assert {(r["created"], r["updated"]) for r in again} == {(0, 0)}
    assert (Unit.unscoped.filter(kind="team").count(), Person.unscoped.count()) == (6, 44)
