"""Ways of numbering."""

import pytest

from tests.policy.regulations.reading.making import POLICY, POLICY_NUMBERS, codes, numbers, read, texts
from xianji.policy.regulations.reading.numerals import han_worth, roman, roman_worth


def test_articles_count_through_chapters() -> None:
    reading = read(POLICY)
    assert numbers(reading) == POLICY_NUMBERS
    assert codes(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        "一、总则\n（一）目的\n1．甲。\n2．乙。\n二、附则\n",
        "１、总则\n（1）目的\n①甲。\n②乙。\n２、附则\n",
        "1 总则\n1.1 目的\n1.1.1 甲。\n1.1.2 乙。\n2 附则\n",
        "第一编 总则\n第一章 目的\n第1条 甲。\n第2条 乙。\n第二编 附则\n",
        "壹、總則\n㈠目的\n⒈甲。\n⒉乙。\n貳、附則\n",
        "Article I General\nSection 1 Purpose\n(a) one;\n(b) two.\nArticle II Closing\n",
        "I. General\nA. Purpose\n1. One.\n2. Two.\nII. Closing\n",
        "1. General\n1.1. Purpose\n(i) one;\n(ii) two.\n2. Closing\n",
        "CHAPTER 1 General\nArticle 1 Purpose\n1.One\n2.Two\nCHAPTER 2 Closing\n",
    ],
)
def test_three_levels(text: str) -> None:
    assert numbers(read(text)) == ["1", "1.1", "1.1.1", "1.1.2", "2"]


def test_letters_and_roman_numbers_are_told_apart() -> None:
    text = (
        "1. Rights\n"
        + "".join(f"({letter}) right {letter}\n" for letter in "abcdefghij")
        + "2. Duties\n(i) one\n(ii) two\n"
    )
    assert numbers(read(text))[-5:] == ["1.9", "1.10", "2", "2.1", "2.2"]


def test_an_article_inserted_later() -> None:
    text = "第 1 條 目的\n第 2 條 範圍\n第 2 條之 1 增訂\n第 2 條之 2 再增訂\n第 3 條 施行\n"
    reading = read(text)
    assert numbers(reading) == ["1", "2", "2-1", "2-2", "3"]
    assert codes(reading) == []


def test_more_than_ten() -> None:
    shown = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert numbers(read("".join(f"{one}、事项{one}。" for one in shown))) == [str(n) for n in range(1, 13)]


def test_text_is_all_that_follows_the_number() -> None:
    reading = read("一、目的：规范销售。\n说明如下。\n\n另起一段。\n二、范围\n")
    assert texts(reading)["1"] == "目的：规范销售。\n说明如下。\n另起一段。"


@pytest.mark.parametrize(("numeral", "value"), [("十", 10), ("二十一", 21), ("一百零二", 102), ("廿", 20), ("貳", 2)])
def test_han_numerals(numeral: str, value: int) -> None:
    assert han_worth(numeral) == value


def test_roman_numerals() -> None:
    assert [roman_worth(roman(value)) for value in range(1, 200)] == list(range(1, 200))
    assert roman_worth("IIX") is None
