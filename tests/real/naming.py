"""Names of companies as a register has them, and the ways in which one of them is written twice."""

from collections import defaultdict
from random import Random

from xianji.lib.text import tables

PLACES = ["苏州", "杭州", "深圳", "成都", "青岛", "厦门", "武汉", "西安"]
TRADES = ["科技", "贸易", "机械", "电子", "物流", "食品", "服饰", "装饰"]
FORMS = ["有限公司", "股份有限公司", "有限责任公司"]
PARTS = ["上海分公司", "南京办事处", "第二分公司", "华东营业部", "无锡经营部"]


class Firm:
    """A full name made of a real one, and other ways of writing it."""

    def __init__(self, name: str, chance: Random) -> None:
        self.chance, self.place = chance, chance.choice(PLACES)
        self.core = name if len(name) > 3 else name + chance.choice(TRADES)
        self.form = chance.choice(FORMS)

    def called(self, core: str = "", place: str = "", form: str | None = None) -> str:
        return f"{place or self.place}{core or self.core}{self.form if form is None else form}"

    def punctuation(self) -> str:
        at = self.chance.randrange(1, len(self.core))
        parted = self.core[:at] + self.chance.choice("·- 　") + self.core[at:]
        return self.chance.choice([f"{self.core}（{self.place}）{self.form}", f"{self.core}({self.place}){self.form}", self.called(parted)])

    def script(self) -> str:
        return "".join(self.chance.choice(TRADITIONAL.get(sign, [sign])) for sign in self.called())

    def legal_form(self) -> str:
        return self.called(form=self.chance.choice([form for form in ("", "公司", *FORMS) if form != self.form]))

    def branch(self) -> str:
        return self.called() + self.chance.choice(PARTS)

    def typo(self) -> str:
        core, at, kind = self.core, self.chance.randrange(len(self.core)), self.chance.randrange(4)
        if kind == 0:
            same = [sign for sign in BY_SOUND[tables.readings()[core[at]]] if sign != core[at]]
            return self.called(core[:at] + self.chance.choice(same or [core[at] * 2]) + core[at + 1 :])
        if kind == 1:
            at = min(at, len(core) - 2)
            return self.called(core[:at] + core[at + 1] + core[at] + core[at + 2 :])
        return self.called(core[:at] + (core[at] * 2 if kind == 2 else "") + core[at + 1 :])


RULES = ("punctuation", "script", "legal_form", "branch", "typo")
TRADITIONAL: dict[str, list[str]] = defaultdict(list)
BY_SOUND: dict[str, list[str]] = defaultdict(list)


def learn(names: list[str]) -> None:
    """Which signs stand for one another, in the other script or by their sound: among those that names use."""
    for variant, plain in tables.simplified().items():
        TRADITIONAL[chr(plain)].append(chr(variant))
    for sign in sorted(set("".join(names[::20]))):
        BY_SOUND[tables.readings()[sign]].append(sign)
