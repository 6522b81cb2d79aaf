"""Places where a byte got lost are cut anew; what cannot be repaired is pointed out."""

from tests.policy.regulations.reading.making import codes, read, texts
from xianji.policy.regulations.reading.repairing import Words, repairs


def broken(text: str, at: int, length: int) -> str:
    """The text after its GBK bytes lost the first half of a character and were read on shifted by one."""
    lost = text[at : at + length].encode("gbk")[1:] + b"a"
    return text[:at] + "?" + lost.decode("gb18030") + text[at + length :]


def test_a_lost_byte_is_found_again() -> None:
    sound = "各部门应当确保合同信息准确。合同信息由专人维护，"
    text = sound + "并确保合同信息准确。"
    at = len(sound) + 2
    shifted = text[at : at + 8].encode("gbk")[1:]
    garbled = text[:at] + "?" + shifted[: len(shifted) // 2 * 2].decode("gb18030", "replace")
    assert "保合同信" not in garbled[at:]
    assert not repairs(sound, Words(sound))


def test_a_shift_that_an_ascii_letter_ends() -> None:
    sound = "確保客戶與公司的利益。客戶與公司共同成長。"
    whole = "保客戶與".encode("gbk")
    assert whole[-1:].isalpha()
    garbled = "?" + whole[1:-1].decode("gb18030").replace("？", "?") + whole[-1:].decode()
    mended = repairs(sound + "並確" + garbled + "公司", Words(sound))
    assert [(one.before, one.after) for one in mended] == [(garbled, "保客戶與")]


def test_what_no_rule_repairs_is_pointed_out() -> None:
    reading = read("一、总则\n保护客户\ue123的资料。\n二、附则\n客户??资料。\n三、其他\n锟斤拷\n")
    assert [(w.code, w.number) for w in reading.warnings] == [("garbled", "1"), ("garbled", "2"), ("garbled", "3")]
    assert "\ue123" in texts(reading)["1"]


def test_questions_are_no_broken_places() -> None:
    assert codes(read("一、是否合格?合格的签收。\n二、是否同意？同意的签字。\n三、附则\n")) == []
