"""Other public files through the same door: a Chinese workbook, Taiwan's listed companies, dates written day first."""

import json
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest

from xianji.customers.models import Customer
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.sets import read_set, run_set
from xianji.kit.imports.suggest import suggested
from xianji.kit.metrics import figures

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ROOT.exists(), reason="the public data sets are not on this machine (../shared)"),
]


@pytest.fixture
def oracle() -> dict:
    return json.loads((ROOT / "ORACLE.json").read_text())


def test_customers_of_a_chinese_workbook_by_guessed_headings(as_system, oracle):
    path = next((ROOT / "superstore_zh").glob("*.xls"))
    guessed = suggested("customers.customer", path.name, path)
    assert guessed.columns["客户名称"].to == "name"
    columns = {"客户 ID": "external_ref", "客户名称": guessed.columns["客户名称"].to}
    mapping = Mapping.of({"columns": columns, "key": "external_ref", "distinct": True})
    report = run(Asked("customers.customer", path.name, path, mapping, {"sheet": "订单"}))
    assert (report["rows"], report["sheet"], report["errors"]) == (oracle["superstore_zh"]["sheets"]["订单"][0], "订单", [])
    assert report["created"] == Customer.unscoped.count() == oracle["superstore_zh"]["customers"]


NO_NUMBER = "00000000"
"""What eight foreign companies give instead of a number; the oracle's checksum lets it pass."""


def listed(meant: str | None = "", **more) -> dict:
    """Taiwan's listed companies as customers; `meant`: what the number that is none becomes."""
    (path,) = (ROOT / "tw_listed").glob("*.csv")
    number = {"to": "registration_no", "values": {} if meant is None else {NO_NUMBER: meant}}
    columns = {"公司代號": "external_ref", "公司名稱": "name", "公司簡稱": "short_name", "營利事業統一編號": number}
    mapping = Mapping.of({"columns": columns, "fixed": {"registration_type": "ubn", "country": "TW"}, **more})
    return run(Asked("customers.customer", path.name, path, mapping, {}))


def test_every_number_of_the_listed_companies_is_valid(as_system, oracle):
    report, told = listed(), oracle["tw_listed"]
    assert (report["created"], report["errors"]) == (told["valid_統編_checksum"], [])
    assert report["mapped_rows"] == told["rows"] - told["distinct_統編"] + 1


def test_what_stands_for_no_number_is_told(as_system, oracle):
    report, told = listed(meant=None), oracle["tw_listed"]
    assert {one["code"] for one in report["errors"]} == {"rule"} and not Customer.unscoped.exists()
    assert report["error_rows"] == told["rows"] - told["distinct_統編"] + 1


def test_repeated_numbers_are_told_when_they_are_the_key(as_system, oracle):
    told, errors = oracle["tw_listed"], listed(meant=None, key="registration_no")["errors"]
    (repeated,) = [one for one in errors if one["code"] == "key_repeated"]
    assert (repeated["given"], repeated["count"]) == (NO_NUMBER, told["rows"] - told["distinct_統編"])


def test_a_wrong_number_among_them_would_be_told(as_system):
    content = "名稱,統一編號\n甲,11913502\n乙,11913503\n".encode("big5")
    mapping = Mapping.of({"columns": {"名稱": "name", "統一編號": "registration_no"}, "fixed": {"registration_type": "ubn"}})
    report = run(Asked("customers.customer", "f.csv", content, mapping, {}))
    assert [one["rows"] for one in report["errors"]] == [[3]]


def test_the_day_first_variant_gives_the_same_totals(as_system, oracle, tmp_path):
    for path in (ROOT / "maven_crm").glob("*.csv"):
        copyfile(path, tmp_path / path.name)
    copyfile(ROOT / "maven_crm" / "variant_dd-mm-yyyy" / "sales_pipeline.csv", tmp_path / "sales_pipeline.csv")
    report = run_set(read_set(Path(__file__).parent / "maven_crm.toml", tmp_path))[-1]
    told = oracle["maven_crm"]
    quarters = {f"{key[:4]}-{key[4:]}": Decimal(value) for key, value in told["won_by_close_quarter"].items()}
    assert (report["created"], report["errors"]) == (8800, []) and any("dmy" in note for note in report["notes"])
    assert {row.key: row.value for row in figures("won_revenue", "quarter").rows} == quarters
    assert figures("won_revenue").total.value == told["won_revenue"]
