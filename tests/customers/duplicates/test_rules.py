"""Formula 53 and the likeness of names behind it."""

import pytest

from xianji.customers.duplicates.rules import File, Likeness, compare, likeness
from xianji.lib.text.companies import firm

KEYS = {"phone": "0512-62883300", "website": "https://www.kuaida.example/about"}
OURS = "苏州快达物流有限公司"


@pytest.mark.parametrize(
    ("other", "percent"),
    [
        ("快达物流（苏州）股份有限公司", 100), ("蘇州快達物流", 100), ("苏州快达物流有限公司上海分公司", 97), ("快达物流有限公司", 97),
        ("苏州快答物流有限公司", 95), ("苏州达快物流有限公司", 95), ("苏州快达物物流有限公司", 95), ("苏州快达物有限公司", 95),
        ("上海快达物流有限公司", 50), ("苏州快捷物流有限公司", 33), ("苏州快物流有限公司", 95), ("苏州快达贸易有限公司", 33), ("海辰半导体", 0),
    ],
)  # fmt: skip
def test_how_alike_two_names_are(other, percent):
    assert likeness(firm(OURS), firm(other)) == likeness(firm(other), firm(OURS)) == percent


def test_a_slip_is_told_only_in_a_long_name_or_one_of_the_same_place():
    assert likeness(firm("快达物流"), firm("快答物流")) < 60
    assert likeness(firm("Heron Works Trading"), firm("Heron Wroks Trading Ltd")) == 95
    assert likeness(firm("Hero"), firm("Hera")) < 90


def test_the_score_of_formula_53():
    same = File(OURS, **KEYS)
    assert compare(same, File(OURS, phone="+86 512 6288 3300", website="http://kuaida.example")).score == 90
    named = compare(same, File("苏州快答物流有限公司", **KEYS))
    assert named == Likeness(88, 95, same_phone=True, same_domain=True)  # 30 + 20 + 40 × 0.95
    assert compare(File("A", "9135 0100M000100Y4Z"), File("B", "91350100m000100y4z")).score == 100
    assert compare(File(OURS, "1"), File(OURS, "2", **KEYS)).other_number
    assert compare(File(OURS, address="星湖街 1 号"), File(OURS, address="星湖街1号")) == Likeness(50, 100, same_address=True)
    assert compare(File("A", website="https://shop.taobao.com/1"), File("B", website="https://shop.taobao.com/2")).score == 0
