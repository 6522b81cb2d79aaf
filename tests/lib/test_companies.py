"""A company's name taken apart, however it is written."""

import pytest

from xianji.lib.text.companies import Firm, firm

HAICHEN = Firm("海辰机械", ("苏州",), "", "")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("苏州海辰机械有限公司", HAICHEN),
        ("蘇州海辰機械股份有限公司", HAICHEN),
        ("海辰机械（苏州）有限责任公司", HAICHEN),
        (" 苏州 海辰·机械　有限公司", HAICHEN),
        ("江苏省苏州市海辰机械有限公司", Firm("海辰机械", ("江苏", "苏州"), "", "")),
        ("苏州海辰机械有限公司上海分公司", Firm("海辰机械", ("苏州",), "上海分公司", "")),
        ("苏州海辰机械南京办事处", Firm("海辰机械", ("苏州",), "南京办事处", "")),
        ("海辰机械（集团）有限公司", Firm("海辰机械", (), "", "group")),
        ("海辰机械有限公司（半导体事业部）", Firm("海辰机械", (), "半导体事业部", "")),
        ("北京银行股份有限公司", Firm("北京银行", (), "", "")),
        ("Shanghai Heron Works Co., Ltd., Beijing Branch", Firm("heronworks", ("shanghai",), "beijing branch", "")),
        ("Ｈｅｒｏｎ Works (Hong Kong) Limited", Firm("heronworks", ("hongkong",), "", "")),
        ("The H.E.R. Trading Company", Firm("hertrading", (), "", "")),
        ("有限公司", Firm("有限公司", (), "", "")),
        ("！！", Firm("", (), "", "")),
    ],
)
def test_what_is_a_name_and_what_is_not(name, wanted):
    assert firm(name) == wanted
