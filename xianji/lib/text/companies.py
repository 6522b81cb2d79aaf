"""The name of a company taken apart: what tells it from others, where it sits, which of its branches it is; its legal form is
no part of that. Two names are the same when these are, however they are written."""

import re
from functools import lru_cache
from typing import NamedTuple

from xianji.lib.text.folding import HANZI, fold, strip_marks
from xianji.lib.text.places import LATIN_PLACES, LONGEST, PLACES

_TRADES = """
科技 技术 贸易 商贸 机械 电子 电器 物流 食品 服饰 服装 建筑 建设 实业 网络 教育 装饰 投资 咨询 传媒 文化 信息 软件 化工
材料 新材料 医药 生物 能源 环保 汽车 家居 家具 珠宝 酒店 餐饮 农业 地产 房产 置业 银行 保险 证券 工业 制造 设备 仪器
广告 印刷 包装 百货 超市
"""
TRADES = frozenset(_TRADES.split())
"""Words by which alone no company is told from another."""
_FORMS = """
股份有限公司 有限责任公司 有限公司 股份公司 责任公司 集团公司 总公司 公司 有限合伙 合伙企业 普通合伙 个人独资企业 个人独资
企业社 财团法人 社团法人
"""
_BRANCHES = """
分公司 子公司 办事处 代表处 联络处 营业部 经营部 门市部 事业部 分店 分行 支行 分社 分厂 分部 总部 旗舰店 专卖店 专营店
"""
_LATIN = """
co company ltd limited inc incorporated corp corporation llc llp lp plc pte pty gmbh ag kg sa sas srl spa bv nv ab oy kk sdn bhd
"""
_LATIN_FORMS = frozenset(_LATIN.split())
_LATIN_BRANCHES = frozenset(["branch", "office", "division", "subsidiary", "representative"])
_PART = re.compile(f"(?:{'|'.join(_BRANCHES.split())}|工厂|部门|中心|部)$")
_GROUP = re.compile("集团|控股|\\b(?:group|holdings?)\\b")
_HOLDS = re.compile("控股|holding")
_BRACKETS = re.compile(r"[(\[<]([^()\[\]<>]*)[)\]>]")
_FORM = re.compile("|".join(sorted(_FORMS.split(), key=len, reverse=True)))
_BRANCH = re.compile(f"(?:{'|'.join(_BRANCHES.split())})$")
_LARGE_PLACE = re.compile("省|市|特别行政区|自治区|壮族自治区|地区|区|县")
_WORD = re.compile(f"[{HANZI}]+|[^\\W_{HANZI}]+")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_BETWEEN = re.compile(f"(?<=[{HANZI}])[\\W_]+(?=[{HANZI}])")


class Firm(NamedTuple):
    """What a name says: `core` tells the company from others, `places` are those named with it, `branch` is empty for the
    company itself, and so is `group` where it calls itself neither a group nor a holding."""

    core: str
    places: tuple[str, ...]
    branch: str
    group: str

    @property
    def place(self) -> str:
        """The narrowest of its places, by which two of them may be compared."""
        return self.places[-1] if self.places else ""


@lru_cache(maxsize=8192)
def firm(name: str) -> Firm:
    """The parts of a name. 苏州海辰機械（集團）股份有限公司上海分公司 is 海辰机械 of 苏州, its branch 上海, a group."""
    text = _BETWEEN.sub(lambda found: found[0] if _is_bracket(found[0]) else "", _POINTS.sub("", strip_marks(fold(name))))
    places: list[str] = []
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    text = _BRACKETS.sub(lambda found: "" if _is_aside(found[1].strip()) else found[1], text)
    group = _group([text, *inside])
    text, branch = _without_branch(text)
    branch = branch or next((part for part in inside if _PART.search(part)), "")
    text = _FORM.sub("", text) or text
    text = _GROUP.sub("", text).strip() or text
    places += [_bare_place(part) for part in inside if _is_place(part)]
    if text and text[-1].isascii() and " " in text:
        text, branch, more = _latin(text, branch)
    else:
        text, more = _without_places(text)
    core = "".join(_WORD.findall(text))
    return Firm(core or "".join(_WORD.findall(fold(name))), tuple(dict.fromkeys([*more, *places])), branch, group)


def _group(parts: list[str]) -> str:
    """A holding is not the group that it holds; what says both is called a group."""
    said = [found[0] for part in parts for found in _GROUP.finditer(part)]
    return "" if not said else "holding" if all(map(_HOLDS.match, said)) else "group"


def _is_bracket(between: str) -> bool:
    return any(sign in between for sign in "()[]<>")


def _is_aside(inside: str) -> bool:
    """What stands in brackets without being part of the name: places, forms, groups, divisions."""
    left = _GROUP.sub("", _FORM.sub("", inside)).strip()
    return not left or _is_place(left) or bool(_PART.search(left))


def _is_place(text: str) -> bool:
    return _bare_place(text) in PLACES or text.replace(" ", "") in LATIN_PLACES


def _bare_place(text: str) -> str:
    found = _LARGE_PLACE.search(text, 2)
    return text[: found.start()] if found and found.end() == len(text) else text.replace(" ", "")


def _without_branch(text: str) -> tuple[str, str]:
    """What stands behind the legal form names a branch, and so does a word such as 办事处 at the end."""
    found = _BRANCH.search(text)
    if not found:
        return text, ""
    forms = list(_FORM.finditer(text, 0, found.start()))
    if forms and forms[-1].end() <= found.start():
        start = forms[-1].end()
    else:
        start = found.start()
        for length in range(LONGEST, 1, -1):
            if _is_place(text[max(0, start - length) : start]) and start - length >= 2:
                start -= length
                break
    return (text[:start], text[start:].strip()) if start >= 2 else (text, "")


def _without_places(text: str) -> tuple[str, list[str]]:
    """Places in front (省 and 市 with them), then one at the end, as long as a name is left."""
    places: list[str] = []
    while True:
        for length in range(min(LONGEST, len(text) - 2), 1, -1):
            if text[:length] in PLACES:
                suffix = _LARGE_PLACE.match(text, length)
                rest = text[suffix.end() if suffix and len(text) - suffix.end() > 1 else length :]
                if is_telling(rest):
                    places.append(text[:length])
                    text = rest
                    break
        else:
            break
    for length in range(min(LONGEST, len(text) - 2), 1, -1):
        if text[-length:] in PLACES and is_telling(text[:-length]):
            return text[:-length], [*places, text[-length:]]
    return text, places


def is_telling(text: str) -> bool:
    """Whether a company can be called so: more than the name of its trade."""
    return len(text) > 1 and text not in TRADES


def _latin(text: str, branch: str) -> tuple[str, str, list[str]]:
    """The same of a name in words: `Shanghai Heron Works Co., Ltd., Beijing Branch`."""
    words = _WORD.findall(text.replace("hong kong", "hongkong"))
    places: list[str] = []
    if words and words[-1] in _LATIN_BRANCHES:
        while len(words) > 1 and words[-1] in _LATIN_BRANCHES:
            branch = f"{words.pop()} {branch}".strip()
        if len(words) > 1 and words[-1] in LATIN_PLACES:
            branch = f"{words.pop()} {branch}"
    while len(words) > 1 and words[-1] in _LATIN_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    for end in (0, -1):
        if len(words) > 1 and words[end] in LATIN_PLACES:
            places.append(words.pop(end))
    return "".join(words), branch, places
