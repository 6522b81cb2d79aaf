import pytest

from tests.policy.regulations.reading.making import POLICY, POLICY_NUMBERS, codes, numbers
from xianji.policy.regulations.reading import read_regulation
from xianji.policy.regulations.reading.encodings import decode

TRADITIONAL = "銷售管理辦法\n第一條 為規範業務行為，訂定本辦法。\n第二條 本辦法適用於全體業務人員。\n第三條 本辦法自公布日施行。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_simplified_text(encoding: str) -> None:
    assert numbers(read_regulation("rules.txt", POLICY.encode(encoding))) == POLICY_NUMBERS


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8"])
def test_traditional_text(encoding: str) -> None:
    reading = read_regulation("rules.txt", TRADITIONAL.encode(encoding))
    assert (reading.script, numbers(reading)) == ("Hant", ["1", "2", "3"])
    assert reading.clauses[0].text == "為規範業務行為，訂定本辦法。"


def test_western_text() -> None:
    assert decode("Café “Größe” – 5 €".encode("cp1252")) == ("Café “Größe” – 5 €", "cp1252")


def test_bytes_that_fit_nothing_are_counted_not_hidden() -> None:
    broken = POLICY.encode("gb18030").replace("规范".encode("gb18030"), b"\xb9\xff\xff")
    reading = read_regulation("rules.txt", broken)
    assert numbers(reading) == POLICY_NUMBERS
    assert "undecodable" in codes(reading)
    assert [warning.number for warning in reading.warnings if warning.code == "garbled"] == ["1.1"]
