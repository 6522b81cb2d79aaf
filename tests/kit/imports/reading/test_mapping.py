"""Headings find their fields; values find the choice they mean."""

import pytest

from xianji.kit.imports.reading import Field, Suggestion, close_values, guess_mapping

OPPORTUNITY = [
    Field("number", ("Number", "编号", "編號")), Field("customer__number", ("Customer", "客户", "客戶")),
    Field("product", ("Product", "产品", "產品")), Field("owner", ("Owner", "负责人", "負責人")),
    Field("stage", ("Stage", "阶段", "階段")), Field("opened_on", ("Opened on", "开始日期", "開始日期")),
    Field("expected_close", ("Expected close", "预计成交日期", "預計成交日期")), Field("value", ("Value", "金额", "金額")),
]  # fmt: skip
MAVEN = ["opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value"]
ANSWER = ["number", "owner", "product", "customer__number", "stage", "opened_on", "expected_close", "value"]


def fields(headers: list[str]) -> list[str | None]:
    found = guess_mapping(headers, OPPORTUNITY)
    return [found[header][0] if header in found else None for header in headers]


def test_foreign_headings_in_english() -> None:
    assert fields(MAVEN) == ANSWER


def test_headings_in_either_script_with_units() -> None:
    assert fields(["商机编号", "業務員", "产品名称", "客戶名稱", "銷售階段", "預計成交日期", "金额（万元）", "天气"]) == ["number", "owner", "product", "customer__number", "stage", "expected_close", "value", None]


def test_own_names_and_labels_are_certain_in_any_spelling() -> None:
    found = guess_mapping(["EXPECTED-CLOSE", "openedOn", "Customer Number", "阶段"], OPPORTUNITY)
    assert dict(found.values()) == {"expected_close": 1.0, "opened_on": 1.0, "customer__number": 1.0, "stage": 1.0}


def test_no_field_is_given_twice_and_the_better_heading_wins() -> None:
    found = guess_mapping(["Amount", "Value", "Total"], OPPORTUNITY)
    assert found == {"Value": ("value", 1.0)}


@pytest.mark.parametrize(
    ("value", "choices", "choice"),
    [("GTXPro", ["GTX Basic", "GTX Pro"], "GTX Pro"), ("ＧＴＸ－pro", ["GTX Pro"], "GTX Pro"), ("u.s.a.", ["USA"], "USA"), ("华东 ", ["华东"], "华东"), ("C#", ["C", "c#"], "c#")],
)
def test_the_same_but_for_spelling_is_taken(value: str, choices: list[str], choice: str) -> None:
    assert close_values(value, choices) == Suggestion(choice, True)


@pytest.mark.parametrize(("value", "choice"), [("technolgy", "technology"), ("medcial", "medical"), ("softwares", "software"), ("Acme Corpp", "Acme Corp.")])
def test_a_slip_of_the_pen_is_only_suggested(value: str, choice: str) -> None:
    assert close_values(value, ["finance", choice]) == Suggestion(choice, False)


@pytest.mark.parametrize(
    ("value", "choices"),
    [("A-101", ["A-100"]), ("华东", ["华南"]), ("北京分公司", ["南京分公司"]), ("1.5", ["15"]), ("C++", ["C"]), ("", ["a"]), ("abc", ["A B C", "a-b-c"]), ("won", ["win"]), ("retail", ["retaila", "retailb"]), ("Widget 12", ["Widget 13"])],
)
def test_what_may_be_something_else_is_left_alone(value: str, choices: list[str]) -> None:
    assert close_values(value, choices) is None
