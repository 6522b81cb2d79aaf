"""Addresses by division: the public table of China's, loaded by a company into its dictionary, leads from county to province."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.making import make
from xianji.catalog.models import Term
from xianji.catalog.terms.rules import STOPGAPS, above
from xianji.customers.models import Customer
from xianji.kit.forms.picking import Targets, candidates, told
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FOLDER = ROOT / "cn_divisions"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the public data sets are not on this machine (../shared)")
DIVISION = {"dictionary": "division"}


def load(name: str, content: Any = None) -> dict[str, Any]:
    mapping = Mapping.of({"columns": {"code": "code", "name": "name"}, "fixed": DIVISION, "key": "code"})
    return run(Asked("catalog.term", name, content or FOLDER / name, mapping, {}))


def rows_of(name: str) -> list[dict[str, str]]:
    opened = gzip.open if name.endswith(".gz") else open
    with opened(FOLDER / name, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_counties_lie_in_their_city_and_province_and_customers_in_a_county(as_system: Any) -> None:
    oracle = json.loads((ROOT / "ORACLE.json").read_text())["cn_divisions"]
    other = make(Term, dictionary="industry", code="11", name="Fishing")
    for file in ("provinces", "cities", "areas"):
        assert load(f"{file}.csv")["created"] == oracle[file]
    provinces, cities, areas = (rows_of(f"{file}.csv") for file in ("provinces", "cities", "areas"))
    own = {row["code"]: row["name"] for row in (*provinces, *cities)}
    stored = dict(Term.unscoped.filter(**DIVISION).values_list("code", "name"))
    for row in areas:
        city = own[row["cityCode"]]
        between = [] if city in (*STOPGAPS, row["name"]) else [city]
        assert stored[row["code"]] == " ".join([own[row["provinceCode"]], *between, row["name"]])
    again = load("areas.csv")
    assert (again["created"], again["updated"]) == (0, 0) and Term.unscoped.get(pk=other.pk).name == "Fishing"

    wrong = load("wrong.csv", b"code,name\n110101,Well\n1101011,Seven digits\n")
    assert [(one["code"], one["rows"]) for one in wrong["errors"]] == [("rule", [3])]
    assert Term.unscoped.filter(**DIVISION).count() == oracle["provinces"] + oracle["cities"] + oracle["areas"]

    picked = Targets(Term, DIVISION)
    chaoyang = candidates(Term, "朝阳区", rows=picked.rows, few=True)
    assert {told(one) for one in chaoyang} >= {"北京市 朝阳区 (110105)", "吉林省 长春市 朝阳区 (220104)"}
    assert [one.code for one in picked.called("北京市 朝阳区 (110105)")] == ["110105"]
    mapping = Mapping.of({"columns": {"name": "name", "by code": {"to": "division", "by": "code"}, "address": "address"}})
    text = "name,by code,address\n甲木重工(虚构),110105,纸鹤路 1 号\n乙水食品(虚构),440305,灯笼街 2 号\n"
    assert run(Asked("customers.customer", "c.csv", text.encode(), mapping, {}))["errors"] == []
    assert [str(one.division) for one in Customer.unscoped.order_by("pk")] == ["北京市 朝阳区", "广东省 深圳市 南山区"]
    unknown = run(Asked("customers.customer", "c.csv", text.replace("440305", "440399").encode(), mapping, {}))
    assert [(one["code"], one["field"], one["rows"]) for one in unknown["errors"]] == [("unknown", "division", [3])]


def test_every_street_begins_with_its_county() -> None:
    streets = rows_of("streets.csv.gz")
    assert len(streets) == json.loads((ROOT / "ORACLE.json").read_text())["cn_divisions"]["streets"]
    assert all({row["areaCode"], row["cityCode"], row["provinceCode"]} <= set(above(row["code"])) for row in streets)
    assert all(above(row["code"])[0] == row["areaCode"] for row in streets)
    assert (above("63000010"), above("HK-KLN")) == (["63000"], []), "a township of Taiwan, and a code of one's own"
