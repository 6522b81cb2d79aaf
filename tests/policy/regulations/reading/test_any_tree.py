"""Trees of clauses, written in many styles and read back."""

import random
from collections.abc import Callable

import pytest

from tests.policy.regulations.reading.making import numbers, read, texts
from xianji.policy.regulations.reading.numerals import han, roman

Path = tuple[int, ...]
STYLES: dict[str, Callable[[Path], str]] = {
    "章": lambda path: f"第{han(path[-1])}章 ",
    "一": lambda path: f"{han(path[-1])}、",
    "（一）": lambda path: f"（{han(path[-1])}）",
    "1.": lambda path: f"{path[-1]}.",
    "1、": lambda path: f"{path[-1]}、",
    "(1)": lambda path: f"({path[-1]})",
    "①": lambda path: chr(ord("①") + path[-1] - 1),
    "1.1": lambda path: ".".join(map(str, path)) + " ",
    "I.": lambda path: roman(path[-1]) + ". ",
    "A.": lambda path: chr(64 + path[-1]) + ". ",
    "(a)": lambda path: f"({chr(96 + path[-1])}) ",
}
CHINESE = [
    "章 一 （一） 1.",
    "一 （一） 1. (1)",
    "一 （一） 1、 ①",
    "一 1. (1) ①",
    "章 1.1 1.1 (1)",
    "（一） 1. (1) ①",
    "1.1 1.1 1.1 1.1",
]
ENGLISH = ["I. A. 1. (a)", "1. (a)", "1.1 1.1 1.1 (a)"]
TITLES = ["目的", "适用范围", "客户分类", "价格管理", "一般规定", "第三方管理", "上述原则", "所有客户", "中型客户"] + [
    "与客户的沟通", "款项支付", "项目管理", "条件", "及时响应", "之外的情形", "章程", "节点管理", "编写要求", "第一责任人",
]  # fmt: skip
SENTENCES = [
    "本办法自2024年1月5日起执行。", "合同期限为1-3年，依据〔2011〕300号文件。", "增长率不低于1.5倍，占比2.5%。", "按照第三条第（二）项的规定执行；特殊情况除外。",
    "在一、二线城市，价格不得低于成本价。", "满足下列要求：及时、准确、完整。", "每月1次，每次不少于2人。", "详见（一）所列情形。", "见表3、表4。",
]  # fmt: skip
NAMES = ["Purpose", "Scope", "Pricing", "General", "Customer classes", "Who decides"]
PROSE = [
    " See Section 3.2 and Article 4.",
    " Up to 1.5 percent is allowed.",
    " Either (i) or (ii) holds.",
    " Version 2.1.3 is current.",
]


def tree(dice: random.Random, depth: int, path: Path = ()) -> list[Path]:
    """Paths in order, some with many siblings."""
    count = dice.randint(1 if path else 3, 11 if dice.random() < 0.15 else 4)
    found: list[Path] = []
    for last in range(1, count + 1):
        found.append((*path, last))
        if len(path) + 1 < depth and dice.random() < 0.55:
            found += tree(dice, depth, (*path, last))
    return found


def written(
    dice: random.Random, styles: str, titles: list[str], prose: list[str], lines: bool
) -> tuple[str, dict[str, str]]:
    """The text of a regulation and what should be read from it."""
    levels = styles.split()
    whole, expected = "制度" if titles is TITLES else "Rules", {}
    for path in tree(dice, len(levels)):
        text = dice.choice(titles) + "".join(dice.choice(prose) for _ in range(dice.randint(1, 3)))
        whole += ("\n" if lines else "") + STYLES[levels[len(path) - 1]](path) + text
        expected[".".join(map(str, path))] = text
    return whole, expected


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("styles", CHINESE)
def test_chinese_trees(styles: str, seed: int) -> None:
    dice = random.Random(seed)
    lines = seed % 2 == 0 or styles.startswith("1.1")
    text, expected = written(dice, styles, TITLES, SENTENCES, lines)
    reading = read(text)
    assert texts(reading) == expected
    assert numbers(reading) == list(expected)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("styles", ENGLISH)
def test_english_trees(styles: str, seed: int) -> None:
    text, expected = written(random.Random(seed), styles, NAMES, PROSE, lines=True)
    assert texts(read(text)) == expected
