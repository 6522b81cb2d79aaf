from tests.policy.regulations.reading.making import codes, numbers, read, texts

HEADINGS = """# 销售管理办法

## 总则
### 目的
规范**销售**。
### 范围
全员：
1. 销售
1. 客服
   1. 一线
   2. 二线
1. 财务

## 执行
- 按月拜访
- 按季回顾
"""


def test_headings_and_lists_without_numbers() -> None:
    reading = read(HEADINGS, "rules.md")
    assert numbers(reading) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.2.2.1", "1.2.2.2", "1.2.3", "2"]
    assert texts(reading)["1.1"] == "目的\n规范销售。"
    assert texts(reading)["2"] == "执行\n按月拜访\n按季回顾"
    assert (reading.title, codes(reading)) == ("销售管理办法", ["headings"])


def test_headings_with_numbers() -> None:
    reading = read(
        "# 销售管理办法\n## 一、总则\n**（一）目的** 规范。\n### （二）范围\n1\\. 甲\n2\\. 乙\n## 二、附则\n", "a.md"
    )
    assert numbers(reading) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2"]
    assert (reading.clauses[1].title, codes(reading)) == ("目的", [])


def test_underlined_headings_and_links() -> None:
    text = (
        "Sales Policy\n============\n\nPurpose\n-------\nSee [the site](https://example.com).\n\nScope\n-----\nAll.\n"
    )
    assert texts(read(text, "a.md")) == {"1": "Purpose\nSee the site.", "2": "Scope\nAll."}


def test_english_lists() -> None:
    text = "## Policy\n1. Buy\n   - cheap\n2. Sell\n   1. dear\n   2. often\n3. Rest\n"
    assert numbers(read(text, "a.md")) == ["1", "2", "2.1", "2.2", "3"]
