import difflib
import json
import re
from pathlib import Path

import pytest

from xianji.lib.text import bare, fold
from xianji.policy.regulations.default import LANGUAGES, default_regulation, default_title

SHARED = Path(__file__).resolve().parents[4] / "shared" / "spec"
MAINLAND_WORDS = "信息 渠道 合同 数据 數據 联系人 聯繫人 聯系 用户 用戶 默认 質量 计划 計劃 增長 審批 反饋 市場份額 銷售人員 培訓 賬 提成"


def test_the_structure() -> None:
    clauses = default_regulation("zh-Hans")
    levels = [clause.level for clause in clauses if not clause.extension]
    assert [levels.count(level) for level in (1, 2, 3)] == [7, 23, 30]
    ours = ["X7.3.3", "X7.3.4", "X7.4", "X8", "X8.1", "X8.2", "X8.3", "X8.4", "X8.5"]
    assert [clause.code for clause in clauses if clause.extension] == ours


def test_three_languages_agree() -> None:
    read = {language: default_regulation(language) for language in LANGUAGES}
    shapes = [[(c.number, c.level, c.position, c.extension) for c in clauses] for clauses in read.values()]
    assert shapes[0] == shapes[1] == shapes[2]
    assert len({default_title(language) for language in LANGUAGES}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_is_short_and_has_a_title(language: str) -> None:
    for clause in default_regulation(language):
        sentences = len(re.findall("[。.](?= |$|[\u4e00-\u9fff])", clause.text))
        assert 1 <= sentences <= 3 and 1 < len(clause.title) <= 40, clause.number


@pytest.mark.parametrize(
    ("asked", "given"), [("zh-hant", "zh-Hant"), ("zh_TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("de", "en")]
)
def test_nearest_language(asked: str, given: str) -> None:
    assert default_regulation(asked) == default_regulation(given)


def test_traditional_is_written_not_converted() -> None:
    simplified, traditional = default_regulation("zh-Hans"), default_regulation("zh-Hant")
    text = "".join(clause.text + clause.title for clause in traditional)
    assert [word for word in MAINLAND_WORDS.split() if word in text] in ([], ["培訓"])
    same = [a.number for a, b in zip(simplified, traditional, strict=True) if fold(a.text) == fold(b.text)]
    assert same == []


@pytest.mark.skipif(not (SHARED / "clauses.json").exists(), reason="the public clause register is not here")
def test_every_place_of_the_register_is_there_in_our_own_words() -> None:
    rows = json.loads((SHARED / "clauses.json").read_text(encoding="utf-8"))
    source = bare(
        (SHARED / "regulation_zh-CN.txt").read_text(encoding="utf-8") + "".join(row["text_zh_CN"] for row in rows)
    )
    for language in ("zh-Hans", "zh-Hant"):
        clauses = default_regulation(language)
        assert {row["id"].rstrip("abcdefgh") for row in rows} - {"3.1a2"} <= {clause.code for clause in clauses}
        for clause in clauses:
            match = difflib.SequenceMatcher(None, bare(clause.text), source, autojunk=False).find_longest_match()
            assert match.size < 8, clause.text
