"""How Chinese texts sound: pinyin and initials, from character tables and the surnames that are read in their own way."""

import re
from functools import cache

from xianji.lib.text import tables
from xianji.lib.text.folding import HANZI, fold

_UNIT = re.compile(f"[{HANZI}]+|[^\\W_{HANZI}]+")

READ_UNFOLDED = "乾"

_SURNAMES = """
单 shan 仇 qiu 解 xie 查 zha 曾 zeng 任 ren 区 ou 朴 piao 盖 ge 翟 zhai 覃 qin 燕 yan 华 hua 缪 miao 秘 bi 折 she 冼 xian
黑 he 员 yun 繁 po 召 shao 种 chong 宿 su 尉 wei 卜 bu 洗 xian 祭 zhai 薄 bo 过 guo 隽 juan 阚 kan 句 gou 那 na 能 nai
逄 pang 瞿 qu 眭 sui 隗 wei 谌 chen 郗 xi 撒 sa 佴 nai 乜 nie 重 chong 钻 zuan 幺 yao 么 yao 盛 sheng 乐 yue 石 shi 车 che
少 shao 长 zhang 都 du 鲜 xian 行 xing 训 xun 角 jue 适 kuo 炅 gui 炔 gui 昝 zan 俱 ju 从 cong 降 jiang 系 xi 贲 ben 费 fei
褚 chu 晟 cheng 丁 ding 夏 xia 万 wan 靳 jin 芮 rui 闫 yan 强 qiang 柏 bai 宁 ning 应 ying 占 zhan 葛 ge 曲 qu 哈 ha 干 gan
尉迟 yu chi 万俟 mo qi 长孙 zhang sun 单于 chan yu 澹台 tan tai 令狐 ling hu 鲜于 xian yu 宰父 zai fu 皇甫 huang fu
尉犁 yu li 呼延 hu yan 乐正 yue zheng 夏侯 xia hou 濮阳 pu yang 亓官 qi guan 司空 si kong 中行 zhong hang
"""


@cache
def _surnames() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    key = ""
    for word in _SURNAMES.split():
        if word.isascii():
            found[key].append(word)
        else:
            key = word
            found[key] = []
    return found


def syllables(run: str, person: bool = False) -> list[str]:
    """One syllable for each folded Hanzi, empty where there is none; a person's surname is read as one: Shan for 单."""
    if person:
        for length in (2, 1):
            if surname := _surnames().get(run[:length]):
                return surname + syllables(run[length:])
    read = list(map(tables.readings().__getitem__, run))
    known = tables.phrases()
    pairs = list(map(str.__add__, run, run[1:]))
    if not known.keys().isdisjoint(pairs):
        for place, pair in enumerate(pairs):
            if pair in known:
                read[place : place + 2] = known[pair]
    return read


def fold_to_read(text: str) -> str:
    """Folded, but 乾 stays: it is Qian in names, while 干, to which it folds, is gan."""
    if READ_UNFOLDED not in text:
        return fold(text)
    return READ_UNFOLDED.join(map(fold, text.split(READ_UNFOLDED)))


def spoken_units(folded: str, person: bool = False) -> list[tuple[str, str]]:
    """The syllables and Latin words in order, each with what stands for it among initials: a letter, or the whole word."""
    found = []
    for unit in _UNIT.findall(folded):
        if unit < "\u3005":
            found.append((unit, unit))
        else:
            found += [(syllable, syllable[0]) for syllable in syllables(unit, person) if syllable]
        person = False
    return found


def pinyin(text: str, person: bool = False, between: str = "") -> str:
    """Toneless pinyin (ü as v, lüe as lue); `person` reads the surname as surnames are read."""
    return between.join([sound for sound, _ in spoken_units(fold_to_read(text), person)])


def initials(text: str, person: bool = False) -> str:
    """First letters of the syllables: 千问科技 is qwkj; a Latin word keeps all of its letters."""
    return "".join([start for _, start in spoken_units(fold_to_read(text), person)])
