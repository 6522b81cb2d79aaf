"""Places where a byte got lost are cut anew; what cannot be repaired is pointed out."""

from tests.policy.regulations.reading.making import codes, read, texts
from xianji.policy.regulations.reading.repairing import Words, repairs

SOUND = "確保客戶與公司的利益。客戶與公司共同成長。"


def shifted(text: str) -> str:
    """GBK text whose first byte got lost, its last byte an ASCII letter."""
    content = text.encode("gbk")
    return "?" + content[1:-1].decode("gb18030").replace("？", "?") + content[-1:].decode()


def test_a_sound_text_is_left_alone() -> None:
    assert repairs(SOUND, Words(SOUND)) == []


def test_a_shift_is_undone_only_where_the_document_knows_the_words() -> None:
    elsewhere = "今日天氣晴朗。"
    garbled = elsewhere + "確" + shifted("保客戶與")
    assert [one.after for one in repairs(garbled, Words(elsewhere))] == [""]
    assert [one.after for one in repairs(garbled, Words(SOUND))] == ["保客戶與"]


def test_what_no_rule_repairs_is_pointed_out() -> None:
    reading = read("一、总则\n保护客户\ue123的资料。\n二、附则\n客户??资料。\n三、其他\n锟斤拷\n")
    assert [(w.code, w.number) for w in reading.warnings] == [("garbled", "1"), ("garbled", "2"), ("garbled", "3")]
    assert "\ue123" in texts(reading)["1"]


def test_questions_are_no_broken_places() -> None:
    assert codes(read("一、是否合格?合格的签收。\n二、是否同意？同意的签字。\n三、附则\n")) == []
