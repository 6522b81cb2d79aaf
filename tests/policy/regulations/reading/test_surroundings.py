"""What a web page or a printer puts around a regulation."""

from tests.policy.regulations.reading.making import POLICY, POLICY_NUMBERS, codes, numbers, read, texts

PAGE_BEFORE = "首页 > 文库 > 管理\n立即登录\n下载本文档\n已阅读3页，还剩2页未读，继续阅读全文\n\n"
PAGE_AFTER = "\n\n相关推荐\n 1. 采购管理办法\n 2. 考勤管理办法\n 3. 用车管理办法\n版权所有 ©2024\n发表评论\n0/150\n"
ENGLISH_AFTER = "\n\nRelated documents\n1. Another policy\n2. A third one\nSign in to leave a comment\nPrivacy policy\n"


def test_a_page_around() -> None:
    reading = read(PAGE_BEFORE + POLICY + PAGE_AFTER)
    assert numbers(reading) == POLICY_NUMBERS
    assert texts(reading)["2.4"] == "本制度由销售部解释。"
    assert (reading.title, codes(reading)) == ("销售管理制度", ["after", "before"])


def test_an_english_page_around() -> None:
    reading = read(
        "Log in\nDownload this document\n\nSales Policy\n1. Purpose\nTo sell.\n2. Scope\nAll." + ENGLISH_AFTER
    )
    assert texts(reading) == {"1": "Purpose\nTo sell.", "2": "Scope\nAll."}
    assert reading.title == "Sales Policy"


def test_regulations_may_speak_of_websites() -> None:
    text = (
        POLICY + "第五条 员工不得下载客户资料，不得在本站以外登录。\n第六条 微信公众号由市场部管理，版权归公司所有。\n"
    )
    reading = read(text)
    assert numbers(reading) == [*POLICY_NUMBERS, "2.5", "2.6"]
    assert codes(reading) == []


def test_a_preamble_is_told_not_lost() -> None:
    reading = read("销售管理制度\n为了提高效率，经总经理办公会讨论通过，现予发布。\n" + POLICY.partition("\n")[2])
    before = [warning for warning in reading.warnings if warning.code == "before"]
    assert reading.title == "销售管理制度" and "总经理办公会" in before[0].excerpt


def test_contents_list_and_page_numbers() -> None:
    contents = "目  录\n第一章 总则……………1\n第二章 客户……………2\n"
    text = POLICY.replace("第二章", "- 1 -\n第二章").replace("第四条", "第 2 页 共 2 页\n第四条")
    reading = read("销售管理制度\n" + contents + text.partition("\n")[2])
    assert numbers(reading) == POLICY_NUMBERS
    assert texts(reading)["1.2"] == "本制度适用于全体销售人员。"
    assert sorted(codes(reading)) == ["contents", "page_lines"]


def test_pinyin_goes_and_words_in_brackets_stay() -> None:
    reading = read("一、總則應(yīng)用(app)系統(tǒng)與客戶(KA)、業(yè)務(wù)(bd)。\n二、附則\n三、其他\n")
    assert texts(reading)["1"] == "總則應用(app)系統與客戶(KA)、業務(bd)。"
    assert codes(reading) == ["pinyin"]
