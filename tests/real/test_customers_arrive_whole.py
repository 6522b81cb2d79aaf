"""Customers of public files under a regulation in force: numbers are checked, whoever is there already is told, and a file with one
mistake leaves nothing behind."""

import csv
import json
from pathlib import Path

import pytest
from stdnum.cn import uscc

from xianji.audit.models import Entry
from xianji.customers.duplicates.controls import company_is_new
from xianji.customers.models import Customer, DuplicateMark
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.search.models import SearchRow
from xianji.policy.coverage import reading

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not ROOT.exists(), reason="the public data sets are not on this machine (../shared)")
NO_NUMBER = "00000000"
"""What eight foreign companies give instead of a number."""
LISTED = {
    "公司名稱": "name", "公司簡稱": "short_name", "住址": "address", "總機電話": "phone",
    "營利事業統一編號": {"to": "registration_no", "values": {NO_NUMBER: ""}},
}  # fmt: skip


@pytest.fixture
def oracle():
    return json.loads((ROOT / "ORACLE.json").read_text())


@pytest.fixture
def held(monkeypatch):
    """No company is entered twice, as under a regulation in force."""
    monkeypatch.setattr(reading, "_numbers", lambda on, moment: {company_is_new.full_name: "3.2.1b"})
    monkeypatch.setattr(reading, "forget", lambda: None)


def left_behind():
    """All that an import of customers writes."""
    kinds = (Customer.unscoped, DuplicateMark.objects, SearchRow.objects.filter(label=Customer.label()), Entry.objects.filter(label=Customer.label()))
    return [rows.count() for rows in kinds]


def listed(**more):
    (path,) = (ROOT / "tw_listed").glob("*.csv")
    mapping = Mapping.of({"columns": LISTED, "fixed": {"registration_type": "ubn", "country": "TW"}, **more})
    return run(Asked("customers.customer", path.name, path, mapping, {}))


def test_listed_companies_arrive_once(as_system, oracle, held):
    told = oracle["tw_listed"]
    first = listed()
    assert (first["created"], first["errors"], first["warnings"]) == (told["rows"], [], [])
    with_number = Customer.unscoped.exclude(registration_no="")
    assert with_number.values("registration_no").distinct().count() == with_number.count() == told["distinct_統編"] - 1
    before = left_behind()
    again = listed()
    assert again["created"] == 0 and left_behind() == before
    assert {one["code"] for one in again["errors"]} == {"control"} and again["error_rows"] == told["rows"]


def test_customers_of_the_superstore_arrive_once(as_system, oracle, held):
    path, told = next((ROOT / "superstore_zh").glob("*.xls")), oracle["superstore_zh"]
    wanted = {"columns": {"客户 ID": "external_ref", "客户名称": "name"}, "key": "external_ref"}
    before = left_behind()
    refused = run(Asked("customers.customer", path.name, path, Mapping.of(wanted), {"sheet": "订单"}))
    assert {one["code"] for one in refused["errors"]} == {"key_repeated"} and left_behind() == before
    assert refused["error_rows"] == told["sheets"]["订单"][0] - told["customers"]
    created = [run(Asked("customers.customer", path.name, path, Mapping.of({**wanted, "distinct": True}), {"sheet": "订单"})) for _time in range(2)]
    assert [(one["created"], one["updated"], one["errors"]) for one in created] == [(told["customers"], 0, []), (0, 0, [])]


def test_credit_codes_of_every_province_are_checked_by_their_digits(as_system):
    """One invented company in each; then in each code two digits change places, or a letter stands that codes do not have."""
    with (ROOT / "cn_divisions" / "provinces.csv").open(encoding="utf-8") as lines:
        provinces = [row["code"] for row in csv.DictReader(lines)]
    heads = [f"91{code}0100MA{n:03}X{n * 7:03}" for n, code in enumerate(provinces, 11)]
    codes = [head + uscc.calc_check_digit(head) for head in heads]
    wrong = [f"{code[:3]}{code[4]}{code[3]}{code[5:]}" if code[3] != code[4] else code.replace("MA", "MI") for code in codes]
    mapping = Mapping.of({"columns": {"name": "name", "code": "registration_no"}, "fixed": {"registration_type": "usci"}})

    def load(numbers):
        text = "name,code\n" + "".join(f"虚构{n}公司,{code}\n" for n, code in enumerate(numbers))
        return run(Asked("customers.customer", "codes.csv", text.encode(), mapping, {}))

    before = left_behind()
    one_wrong = load([*codes[:-1], wrong[-1]])
    assert (one_wrong["error_rows"], one_wrong["created"], left_behind()) == (1, 0, before)
    refused = load(wrong)
    assert ({one["code"] for one in refused["errors"]}, refused["error_rows"]) == ({"rule"}, len(provinces))
    assert load(codes)["created"] == len(provinces) == 31
