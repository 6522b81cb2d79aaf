"""The regulation as its editors publish it, and as people save it from a web page."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.policy.regulations.reading.making import codes, numbers, texts
from xianji.lib.text import bare
from xianji.policy.regulations.reading import Reading, compare, read_regulation

SHARED = Path(__file__).resolve().parents[5] / "shared"
CLEAN, RAW = SHARED / "spec" / "regulation_zh-CN.txt", SHARED / "data" / "regulation_raw.txt"
REGISTER = SHARED / "spec" / "clauses.json"

pytestmark = pytest.mark.skipif(not (CLEAN.exists() and RAW.exists()), reason="the public regulation is not here")


@pytest.fixture(scope="module")
def clean() -> Reading:
    return read_regulation(CLEAN.name, CLEAN.read_bytes())


@pytest.fixture(scope="module")
def raw() -> Reading:
    return read_regulation(RAW.name, RAW.read_bytes())


def test_the_clean_text_has_58_places(clean: Reading) -> None:
    assert Counter(clause.level for clause in clean.clauses) == {1: 7, 2: 23, 3: 28}
    assert clean.title == "前期销售管理办法" and clean.script == "Hans"
    assert clean.warnings == []


def test_the_numbers_are_those_of_the_register(clean: Reading) -> None:
    rows = [row["id"] for row in json.loads(REGISTER.read_text(encoding="utf-8")) if row["origin"] == "SOURCE"]
    places = {row.rstrip("abcdefgh") for row in rows} - {"7.3.1", "7.3.2"}
    assert places <= set(numbers(clean))
    assert not [number for number in numbers(clean) if not any(place.startswith(number) for place in places)]


def test_each_text_is_what_the_file_has_after_the_number(clean: Reading) -> None:
    lines = [line.strip() for line in CLEAN.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    assert len(lines) == len(clean.clauses)
    assert all(line.endswith(clause.text) for line, clause in zip(lines, clean.clauses, strict=True))
    assert all(len(line) - len(clause.text) <= 3 for line, clause in zip(lines, clean.clauses, strict=True))


def test_the_saved_web_page_gives_the_same(clean: Reading, raw: Reading) -> None:
    assert numbers(raw) == numbers(clean)
    assert {number: bare(text) for number, text in texts(raw).items()} == {n: bare(t) for n, t in texts(clean).items()}
    assert raw.title == "前期銷售管理辦法" and raw.script == "Hant"


def test_its_three_broken_places_are_pointed_out(raw: Reading) -> None:
    broken = [warning for warning in raw.warnings if warning.code == "repaired"]
    assert [warning.number for warning in broken] == ["3.3.1", "3.3.3", "5.3.3"]
    assert all("??" in warning.excerpt for warning in broken)
    assert [warning.params["after"] for warning in broken] == [
        "保客戶信息的完整性和準",
        "保客戶信息的安全與",
        "保客戶產",
    ]


def test_what_stood_around_it_is_told(raw: Reading) -> None:
    assert Counter(codes(raw)) == {"repaired": 3, "pinyin": 1, "before": 1, "after": 1}


def test_both_are_the_same_regulation(clean: Reading, raw: Reading) -> None:
    assert {difference.kind for difference in compare(clean.clauses, raw.clauses)} == {"same"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_does_not_matter(clean: Reading, encoding: str) -> None:
    for path in (CLEAN, RAW):
        content = path.read_text(encoding="utf-8").encode(encoding)
        assert numbers(read_regulation(path.name, content)) == numbers(clean)


def test_the_line_breaks_do_not_matter(clean: Reading) -> None:
    lines = [line.strip() for line in CLEAN.read_text(encoding="utf-8").splitlines()]
    assert texts(read_regulation("one.txt", "".join(lines).encode())) == texts(clean)
    wrapped = "\n".join(line[at : at + 40] for line in lines for at in range(0, max(1, len(line)), 40))
    assert texts(read_regulation("wrapped.txt", wrapped.encode())) == texts(clean)
