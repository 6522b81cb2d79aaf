"""Public files of customers as the chapter takes them: sorted, valued, and with what their files still lack."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xianji.customers.classification.jobs import nightly
from xianji.customers.models import ClassificationResult, Customer, CustomerValue
from xianji.customers.profiles import completeness
from xianji.customers.value.posting import Bought, post, score
from xianji.customers.value.rules import UNTIL_A, months_before
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.reading import read_table

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
LAST = date(2017, 12, 31)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ROOT.exists(), reason="the public data sets are not on this machine (../shared)"),
]


def bought_of(lines: list[tuple[str, date, Decimal]]) -> dict[str, Bought]:
    """{customer: what it bought}; each day of a customer counts as one order."""
    days: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for customer, day, amount in lines:
        days[customer][day] += amount
    year = {one: [a for day, a in each.items() if day > months_before(LAST, 12)] for one, each in days.items()}
    return {
        one: Bought(min(each), max(each), len(year[one]), round(sum(year[one], Decimal(0)), 2), round(sum(each.values()), 2))
        for one, each in days.items()
    }


def test_customers_of_the_superstore_are_valued(as_system):
    oracle = json.loads((ROOT / "ORACLE.json").read_text())["superstore_zh"]
    path = next((ROOT / "superstore_zh").glob("*.xls"))
    mapping = Mapping.of({"columns": {"客户 ID": "external_ref", "客户名称": "name"}, "key": "external_ref", "distinct": True})
    assert run(Asked("customers.customer", path.name, path, mapping, {"sheet": "订单"}))["created"] == oracle["customers"]
    table = read_table(path.name, path, sheet="订单")
    rows = table.rows.select("客户 ID", "订单日期", "销售额").iter_rows()
    lines = [(one, date.fromisoformat(str(day)[:10]), Decimal(str(amount))) for one, day, amount in rows]
    ids = dict(Customer.unscoped.values_list("external_ref", "pk"))
    post(ids.values(), {ids[one]: told for one, told in bought_of(lines).items()})
    assert score(LAST) == oracle["customers"]
    values = list(CustomerValue.objects.all())
    assert abs(sum(one.total for one in values) - Decimal(oracle["sales"])) < 4
    revenue = sum(one.revenue for one in values)
    assert abs(revenue - Decimal(oracle["by_year"]["2017"])) < 4
    assert {one.recency for one in values} == {one.monetary for one in values} == {1, 2, 3, 4, 5}
    best = [one.revenue for one in values if one.abc == "A"]
    assert sum(best) >= UNTIL_A * revenue > sum(best) - min(best)
    nightly(LAST)
    assert set(Customer.unscoped.values_list("shown_class", flat=True)) <= {"large", "medium", "small", "potential"}
    assert ClassificationResult.objects.filter(until=None).count() == oracle["customers"]


def test_listed_companies_wait_for_industry_and_need(as_system):
    (path,) = (ROOT / "tw_listed").glob("*.csv")
    columns = {"公司代號": "external_ref", "公司名稱": "name", "公司簡稱": "short_name", "住址": "address", "總機電話": "phone",
               "營利事業統一編號": {"to": "registration_no", "values": {"00000000": ""}}}  # fmt: skip
    mapping = Mapping.of({"columns": columns, "fixed": {"registration_type": "ubn", "country": "TW"}})
    made = run(Asked("customers.customer", path.name, path, mapping, {}))["created"]
    assert made == Customer.unscoped.exclude(phone="").exclude(address="").count() > 1000
    assert nightly(LAST) == made
    results = ClassificationResult.objects.filter(until=None)
    assert set(results.values_list("is_complete", "shown", "size", "points")) == {(False, "potential", "small", 3)}
    points = set(completeness.pointed(Customer.unscoped.all()).values_list("halves", flat=True))
    assert points == {2 * (5 + 8 + 4 + 4 + 15), 2 * (5 + 4 + 4 + 15)}
