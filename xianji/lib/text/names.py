"""The parts of a person's name: family and given name, and how a Chinese one sounds."""

import re

from xianji.lib.text.readings import pinyin

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{1,5}")

_DOUBLE = """
欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯 诸葛 諸葛 尉迟 尉遲 公羊 赫连 赫連 澹台
皇甫 宗政 濮阳 濮陽 公冶 太叔 申屠 公孙 公孫 慕容 仲孙 仲孫 钟离 鍾離 长孙 長孫 宇文 司徒 鲜于 鮮于 司空 闾丘 閭丘 子车 子車
亓官 司寇 令狐 呼延 轩辕 軒轅 百里 东郭 東郭 南门 南門 拓跋 夹谷 夾谷 梁丘 左丘 西门 西門 单于 單于
"""
"""Surnames of two characters."""
DOUBLE = frozenset(_DOUBLE.split())


def parts(name: str) -> tuple[str, str]:
    """(family name, given name): a Chinese surname stands in front, a Western one behind; one word is no family name."""
    name = " ".join(name.split())
    if is_chinese(name):
        length = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
        return (name[:length], name[length:]) if len(name) > 1 else ("", name)
    given, _space, family = name.rpartition(" ")
    return (family, given) if given else ("", family)


def is_chinese(name: str) -> bool:
    """Written in Hanzi alone, as short as names are."""
    return CHINESE.fullmatch(name) is not None


def sounds(name: str) -> tuple[str, str]:
    """The same parts in pinyin; empty for a name that is not Chinese."""
    if not is_chinese(name):
        return "", ""
    family, _given = parts(name)
    told = pinyin(name, person=True, between=" ").split(" ")
    return " ".join(told[: len(family)]).capitalize(), "".join(told[len(family) :]).capitalize()

