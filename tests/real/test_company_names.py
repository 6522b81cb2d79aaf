"""Duplicates among real names of Chinese companies: a sample labelled by rule, found with precision and recall that are
measured, and how many real near names look like a slip of the pen."""

import lzma
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from xianji.customers.duplicates.finding import goes_with
from xianji.customers.duplicates.marks import marks_of
from xianji.customers.duplicates.rules import File, compare
from xianji.lib.text import tables

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cn_company_names"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the public data sets are not on this machine (../shared)")
PLACES = ["苏州", "杭州", "深圳", "成都", "青岛", "厦门", "武汉", "西安"]
TRADES = ["科技", "贸易", "机械", "电子", "物流", "食品", "服饰", "装饰"]
FORMS = ["有限公司", "股份有限公司", "有限责任公司"]
PARTS = ["上海分公司", "南京办事处", "第二分公司", "华东营业部", "无锡经营部"]
FIRMS, LEAST = 1_000, 90


@pytest.fixture(scope="module")
def names() -> list[str]:
    with lzma.open(next(FOLDER.glob("*.xz")), "rt", encoding="utf-8-sig") as lines:
        found = [line.strip() for line in lines][3:]
    return [name for name in found if name]


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


def others(firm: Firm, near: list[str]) -> list[str]:
    """Names of other firms: real ones a sign apart in the same place and trade, the same name elsewhere and in another trade."""
    tail = firm.core[-2:]
    cores = [name if len(name) > 3 else name + tail for name in firm.chance.sample(near, min(3, len(near)))]
    elsewhere = firm.called(place=firm.chance.choice([place for place in PLACES if place != firm.place]))
    trade = firm.chance.choice([trade for trade in TRADES if trade != tail])
    return [*(firm.called(core) for core in cores if core != firm.core), elsewhere, firm.called(firm.core[:-2] + trade)]


def is_found(one: str, other: str) -> bool:
    """By a common mark, and as its case would be opened: by the likeness of the names alone."""
    marks, theirs = dict(marks_of(File(one))), dict(marks_of(File(other)))
    meet = any(mark in theirs and goes_with(place, theirs[mark]) for mark, place in marks.items())
    return meet and compare(File(one), File(other)).name >= LEAST


def neighbours(names: list[str], chosen: list[str]) -> dict[str, list[str]]:
    """{name: the real names with all of its signs but one, in their order: one more, one less, another one, two swapped}."""
    keys: dict[str, set[str]] = defaultdict(set)
    for name in chosen:
        for short in shortened(name):
            keys[short].add(name)
    found: dict[str, set[str]] = {name: set() for name in chosen}
    for name in names:
        for short in shortened(name):
            for other in keys.get(short, ()):
                found[other].add(name)
    return {name: sorted(several - {name}) for name, several in found.items()}


def shortened(name: str) -> list[str]:
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def test_a_sample_labelled_by_rule_is_found_and_near_names_of_others_are_not(names, record_property):
    for variant, plain in tables.simplified().items():
        TRADITIONAL[chr(plain)].append(chr(variant))
    for sign in sorted(set("".join(names[::20]))):
        BY_SOUND[tables.readings()[sign]].append(sign)
    chance = Random(53)
    chosen = chance.sample([name for name in names if not name.isascii()], FIRMS)
    near = neighbours(names, chosen)
    firms = {name: Firm(name, chance) for name in chosen}
    hit = {rule: sum(is_found(firm.called(), getattr(firm, rule)()) for firm in firms.values()) for rule in RULES}
    wrong = [(firm.called(), other) for name, firm in firms.items() for other in others(firm, near[name]) if is_found(firm.called(), other)]
    negatives = sum(min(3, len(near[name])) + 2 for name in chosen)
    recall = sum(hit.values()) / (len(RULES) * FIRMS)
    precision = sum(hit.values()) / (sum(hit.values()) + len(wrong))
    told = f"recall {recall:.4f}, precision {precision:.4f}, found {hit}, wrong {len(wrong)} of {negatives}"
    record_property("duplicates", told)
    print(told)
    assert recall >= 0.95 and precision >= 0.98, told
    assert all(count >= 0.8 * FIRMS for count in hit.values()), told
