import lzma
from pathlib import Path

import pytest

from xianji.lib import text

NAMES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "cn_company_names"


@pytest.mark.parametrize(
    ("written", "pinyin", "initials"),
    [
        ("千问科技", "qianwenkeji", "qwkj"), ("千問科技", "qianwenkeji", "qwkj"), ("重庆银行", "chongqingyinhang", "cqyh"),
        ("重慶銀行", "chongqingyinhang", "cqyh"), ("长沙", "changsha", "cs"), ("厦门", "xiamen", "xm"),
        ("佛山", "foshan", "fs"), ("绿地", "lvdi", "ld"), ("战略", "zhanlue", "zl"), ("乾元堂", "qianyuantang", "qyt"),
        ("乾坤", "qiankun", "qk"), ("TCL科技", "tclkeji", "tclkj"), ("三〇一", "sanlingyi", "sly"), ("カメラ", "", ""),
        ("Acme 500", "acme500", "acme500"), ("", "", ""),
    ],
)  # fmt: skip
def test_readings(written, pinyin, initials):
    assert text.pinyin(written) == pinyin
    assert text.initials(written) == initials


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单伟", "shan wei"), ("仇英", "qiu ying"), ("解晓东", "xie xiao dong"), ("查良镛", "zha liang yong"),
        ("曾国藩", "zeng guo fan"), ("任正", "ren zheng"), ("尉迟恭", "yu chi gong"), ("万俟雪", "mo qi xue"),
        ("單雄信", "shan xiong xin"), ("朴志训", "piao zhi xun"), ("王单", "wang dan"), ("吕布", "lv bu"), ("盖聂", "ge nie"),
        ("区小姐", "ou xiao jie"), ("单于飞", "chan yu fei"), ("乐正绫", "yue zheng ling"), ("乾隆", "qian long"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name, pinyin):
    assert text.pinyin(name, person=True, between=" ") == pinyin


def test_only_persons_have_surnames():
    assert text.pinyin("单位") == "danwei"
    assert text.initials("单伟", person=True) == "sw"


def test_names_of_firms_are_read_as_pypinyin_reads_them():
    files = sorted(NAMES.glob("*.xz"))
    if not files:
        pytest.skip("the public data sets are not beside the project")
    from pypinyin import lazy_pinyin

    with lzma.open(files[0], "rt", encoding="utf-8-sig") as lines:
        names = [name for name in (line.strip() for line in lines) if name][3::60]
    spelled = (("".join(lazy_pinyin(name)).replace("lve", "lue").replace("nve", "nue"), name) for name in names)
    differing = [name for pinyin, name in spelled if name.isalpha() and text.pinyin(name) != pinyin.lower()]
    assert len(differing) < len(names) / 100
