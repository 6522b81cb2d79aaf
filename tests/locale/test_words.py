"""Every sentence in both Chinese scripts, each in its own words."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from xianji.lib.text import tables

LOCALE = Path(__file__).resolve().parents[2] / "xianji" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
HANZI = re.compile(r"[\u3400-\u9fff]")
MAINLAND = re.compile(
    "默認|缺省|保存|聯繫|聯系|字段|信息|登錄|軟件|硬件|文件夾|數據|用戶|賬|服務器|網絡|程序|視圖|鏈接|搜索|導入|導出|菜單|"
    "打印|屏幕|單元格|工作簿|令牌|密鑰|支持|添加|刷新|回收站|設置|創建|質量|渠道|激活|注銷|後臺|端口|字節|字符|列表|幣種|優化|信道|"
    "視頻|批量|模板|緩存|退出登|短信|郵箱|界面|加載|響應|反饋|粘貼|鼠標|鍵入|線程|內存|硬盤|博客|二維碼|復選|身份|概率|行業|"
    "合同|增長|計劃|審批|用法|高級|單擊|回車|人工智能|互聯網|帶寬|全角|半角|哈希|字體|聯系人|輸單|(?<!已)記錄(?!活動)"
)
both = pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])


def messages(locale: str) -> list[Message]:
    with (LOCALE / locale / "LC_MESSAGES" / "django.po").open("rb") as source:
        return [message for message in read_po(source, locale=locale) if message.id]


def translated(locale: str) -> list[Message]:
    return [message for message in messages(locale) if all(both_of(message.string))]


def written(locale: str) -> dict[str, str]:
    """{sentence: its translation}; all numbers of a sentence as one text."""
    return {" / ".join(both_of(message.id)): " / ".join(both_of(message.string)) for message in translated(locale)}


def both_of(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def saying(locale: str, wrong: re.Pattern[str]) -> dict[str, str]:
    return {sentence: words for sentence, words in written(locale).items() if wrong.search(words)}


@both
def test_every_sentence_is_translated(locale: str) -> None:
    assert [m.id for m in messages(locale) if m.fuzzy or not all(both_of(m.string))] == []


@both
def test_nothing_is_left_in_english(locale: str) -> None:
    words = {
        sentence: words for sentence, words in written(locale).items() if not HANZI.search(PLACEHOLDER.sub("", words))
    }
    assert {sentence for sentence in words if re.search("[a-z]{2}", PLACEHOLDER.sub("", sentence))} <= {"programs"}


@both
def test_placeholders_are_those_of_the_sentence(locale: str) -> None:
    for message in translated(locale):
        wanted = sorted(PLACEHOLDER.findall(both_of(message.id)[-1]))
        assert all(sorted(PLACEHOLDER.findall(text)) == wanted for text in both_of(message.string)), message.id


@both
def test_plain_courtesy(locale: str) -> None:
    """To the user as 你, and nothing is shouted."""
    assert saying(locale, re.compile("您|(?<!REF)[!！]")) == {}


@both
def test_punctuation_is_full_width_beside_hanzi(locale: str) -> None:
    assert saying(locale, re.compile(r"[\u3400-\u9fff][,;:?!]|[\u3400-\u9fff] ?\(|\)[\u3400-\u9fff]")) == {}


def test_quotation_marks_are_those_of_the_script() -> None:
    assert saying("zh_Hans", re.compile("[「」『』]")) == {}
    assert saying("zh_Hant", re.compile("[“”‘’]")) == {}


def test_no_traditional_characters_in_simplified() -> None:
    signs = {chr(sign) for sign in tables.simplified()}
    assert {words for words in written("zh_Hans").values() if signs & set(words)} == set()


def test_no_simplified_characters_in_traditional() -> None:
    simplified = {sign for sign in map(chr, tables.simplified().values()) if not sign.encode("big5", "ignore")}
    assert {words for words in written("zh_Hant").values() if simplified & set(words)} == set()


def test_taiwan_words_not_mainland_ones() -> None:
    assert saying("zh_Hant", MAINLAND) == {}
