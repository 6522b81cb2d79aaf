"""Chains of approval as plain values: who is asked, in which order, how many must agree, and how long they have."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ROLE, POSITION, PERSON, SUPERIOR = "role", "position", "person", "superior"
STAY, UPWARDS = "stay", "superior"
APPROVED, REJECTED, OPEN = "approved", "rejected", "open"
PART = re.compile(r"(?P<parties>.+?)(?:\s+(?P<time>\d+(?:\.\d+)?)(?P<unit>h|d))?")


class BadChain(ValueError):
    """A chain written in a way that cannot be read."""


@dataclass(frozen=True)
class Who:
    """One party of a step. Any one of several holders speaks for it; with `each` every holder is a party of their own."""

    kind: str
    name: str = ""
    each: bool = False


@dataclass(frozen=True)
class Stage:
    """One step: its parties at the same time, how many of them must agree (0 is all), working hours or business days to do
    it in, and whom it goes to when they are over: nobody (`stay`) or the `superior` of those who were asked."""

    parties: tuple[Who, ...]
    quorum: int = 0
    hours: float = 0
    days: int = 0
    late: str = STAY

    def written(self) -> dict[str, Any]:
        """As it is kept in the database."""
        parties = [[one.kind, one.name, one.each] for one in self.parties]
        return {"parties": parties, "quorum": self.quorum, "hours": self.hours, "days": self.days, "late": self.late}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Stage":
        parties = tuple(Who(kind, name, each) for kind, name, each in kept["parties"])
        return cls(parties, kept["quorum"], kept["hours"], kept["days"], kept["late"])


def role(code: str, *, each: bool = False) -> Who:
    """The nearest holder of a role, upwards from where the matter lies."""
    return Who(ROLE, code, each)


def position(title: str, *, each: bool = False) -> Who:
    """The nearest who holds a position."""
    return Who(POSITION, title, each)


def person(pk: int) -> Who:
    return Who(PERSON, str(pk))


def superior(levels: int = 1) -> Who:
    """The asker's superior, or so many levels up."""
    return Who(SUPERIOR, str(levels))


def stage(*parties: Who, quorum: str | int = "all", hours: float = 0, days: int = 0, late: str = STAY) -> Stage:
    """`stage(role("SD"), role("FIN"), days=2)`: both at the same time; quorum all, any or a number."""
    if not parties:
        raise BadChain("A step needs somebody who is asked.")
    needed = {"all": 0, "any": 1}.get(str(quorum), quorum)
    if not isinstance(needed, int) or not 0 <= needed <= max(len(parties), 99 if any(p.each for p in parties) else 0):
        raise BadChain(f"The quorum {quorum!r} is not all, any or a number of the parties.")
    if late not in (STAY, UPWARDS):
        raise BadChain(f"What is late cannot go to {late!r}.")
    return Stage(parties, needed, hours, days, late)


def chain(text: str) -> list[Stage]:
    """A chain as a decision table writes it: `SUP 4h > RM 4h > SD+FIN 2d`. `+` is both, `|` is either, `superior` the
    asker's own; an empty text needs nobody."""
    return [_part(part.strip()) for part in text.split(">")] if text.strip() else []


def _part(text: str) -> Stage:
    found = PART.fullmatch(text)
    if found is None or ("+" in found["parties"] and "|" in found["parties"]):
        raise BadChain(f"“{text}” is no step of a chain; write for example “SD+FIN 2d”.")
    names = [name.strip() for name in re.split(r"[+|]", found["parties"])]
    if not all(re.fullmatch(r"\w+(?:-\w+)*", name) for name in names):
        raise BadChain(f"“{text}” names nobody that can be asked; write role codes such as SD.")
    parties = [superior() if name == SUPERIOR else role(name) for name in names]
    time, quorum = float(found["time"] or 0), "any" if "|" in found["parties"] else "all"
    return stage(*parties, quorum=quorum, days=int(time)) if found["unit"] == "d" else stage(*parties, quorum=quorum, hours=time)


def verdict(parties: Iterable[str], quorum: int) -> str:
    """What a step has come to, from what each party said: approved as soon as enough have agreed, rejected as soon as no
    longer enough can. Who has not spoken has not agreed."""
    said = list(parties)
    needed = min(quorum or len(said), len(said))
    if said and said.count(APPROVED) >= needed:
        return APPROVED
    return REJECTED if len(said) - said.count(REJECTED) < needed else OPEN
