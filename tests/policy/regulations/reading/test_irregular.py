"""Gaps, repetitions and jumps are told, and no text is lost."""

from tests.policy.regulations.reading.making import codes, numbers, read, texts


def found(text: str) -> list[tuple[str, str | None]]:
    return [(warning.code, warning.number) for warning in read(text).warnings]


def test_a_gap() -> None:
    reading = read("一、甲\n1.子。\n2.丑。\n5.寅。\n二、乙\n四、丁\n")
    assert numbers(reading) == ["1", "1.1", "1.2", "1.5", "2", "4"]
    told = [(w.code, w.number, w.params["missing"]) for w in reading.warnings]
    assert told == [("gap", "1.5", "1.3, 1.4"), ("gap", "4", "3")]


def test_an_article_missing_between_chapters() -> None:
    reading = read("第一章 甲\n第一条 子。\n第二条 丑。\n第二章 乙\n第四条 寅。\n第五条 卯。\n")
    assert [(w.code, w.number, w.params["missing"]) for w in reading.warnings] == [("gap", "2.4", "2.3")]


def test_a_repetition_keeps_both_texts() -> None:
    text = "一、甲\n1.子。\n2.丑。\n2.寅。\n3.卯。\n二、乙\n"
    assert numbers(read(text)) == ["1", "1.1", "1.2", "1.2", "1.3", "2"]
    assert found(text) == [("duplicate", "1.2")]


def test_a_jump_back() -> None:
    text = "一、甲\n二、乙\n四、丁\n三、丙\n五、戊\n"
    assert numbers(read(text)) == ["1", "2", "4", "3", "5"]
    assert ("order", "3") in found(text)


def test_a_number_that_fits_nowhere_stays_in_the_text_and_is_told() -> None:
    reading = read("一、甲\n（一）子。\n（二）丑。\n  ⑨ 离群之数。\n二、乙\n（一）寅。\n")
    assert "离群之数" in "".join(texts(reading).values())
    assert any(warning.number in {"1.2", "1.2.9"} for warning in reading.warnings)


def test_a_start_in_the_middle() -> None:
    text = "三、丙\n四、丁\n五、戊\n"
    assert numbers(read(text)) == ["3", "4", "5"]
    assert found(text) == [("gap", "3")]


def test_a_clause_without_text() -> None:
    assert found("一、甲\n（一）\n（二）乙\n二、丙\n") == [("empty", "1.1")]


def test_dotted_numbers_without_headings() -> None:
    assert numbers(read("1.1 甲方\n1.2 乙方\n2.1 丙方\n2.2 丁方\n")) == ["1.1", "1.2", "2.1", "2.2"]


def test_no_numbers_at_all() -> None:
    reading = read("公司销售制度\n请大家努力工作。\n谢谢。\n")
    assert (reading.clauses, codes(reading)) == ([], ["no_numbers"])
