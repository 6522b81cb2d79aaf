"""Numbers inside sentences are no clauses."""

import pytest

from tests.policy.regulations.reading.making import codes, numbers, read

SENTENCES = [
    "合同期限为1-3年，依据国统字〔2011〕300号文件。",
    "自2024.1.5起执行，2024年12月31日前完成。",
    "增长1.5倍，占比2.5%，共3.2万元。",
    "按照第三条第（二）项的规定执行，参照前款（一）办理。",
    "一、二线城市与三、四线城市价格不同。",
    "见表3、表4及附件1。2019年起废止。",
    "执行GB/T 22239.1-2019标准，版本为V2.1.3。",
    "联系电话:010-5555.1234，邮箱1.sales@example.com。",
    "满足(1)价格(2)质量(3)交期三项要求。",
    "第三章所述情形除外；第四条规定的从其规定。",
    "每月1次，每次2人以上，3天内反馈。",
    "二是及时，三是准确。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_in_lines(sentence: str) -> None:
    reading = read(
        f"一、总则\n（一）目的\n{sentence}\n（二）范围：{sentence}\n二、附则\n1.甲：{sentence}\n2.{sentence}\n"
    )
    assert numbers(reading) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert codes(reading) == []


@pytest.mark.parametrize("sentence", [one for one in SENTENCES if "(1)" not in one])
def test_in_one_long_line(sentence: str) -> None:
    reading = read(f"一、总则（一）目的{sentence}（二）范围：{sentence}二、附则1.甲：{sentence}2.乙方{sentence}")
    assert numbers(reading) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_english_sentences() -> None:
    prose = "See Article 4 and Section 3.2. Grow by 1.5 percent, no. 7. is void. Plan B. It has 3 parts."
    reading = read(
        f"Article 1 Purpose\n{prose}\nArticle 2 Scope\n(a) {prose}\n(b) {prose}\nArticle 3 Closing\n{prose}\n"
    )
    assert numbers(reading) == ["1", "2", "2.1", "2.2", "3"]


def test_titles_that_begin_with_a_number() -> None:
    text = "一、三包服务\n1.四项原则。\n2.3C认证产品。\n二、二级市场\n（一）第三方管理\n三、一般规定\n"
    assert numbers(read(text)) == ["1", "1.1", "1.2", "2", "2.1", "3"]


def test_a_list_inside_a_paragraph_is_taken_and_pointed_out() -> None:
    reading = read("一、要求\n1.应提供：①营业执照；②许可证；③其他。\n2.应及时。\n二、审批\n1.主管。\n2.经理。\n")
    assert numbers(reading) == ["1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.2", "2", "2.1", "2.2"]
    assert [(w.code, w.number, w.params["last"]) for w in reading.warnings] == [("inline", "1.1", "1.1.3")]
