"""Every parameter with what it is, was and will be; by the chapter of the clause that it belongs to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.web.writing import NUMERALS, chapter_number
from xianji.rulebook.parameters.declared import Parameter, parameters
from xianji.rulebook.parameters.models import ParameterValue


@dataclass
class Line:
    """One parameter as people see it; the decisions are those in force one after the other, the newest first."""

    parameter: Parameter
    today: date
    decisions: list[ParameterValue] = field(default_factory=list)

    @property
    def now(self) -> ParameterValue | None:
        return next((one for one in self.decisions if one.effective_on <= self.today), None)

    @property
    def planned(self) -> list[ParameterValue]:
        """What will hold from later days on, the next first."""
        return [one for one in reversed(self.decisions) if one.effective_on > self.today]

    @property
    def value(self) -> Any:
        return self.parameter.kept(self.now.value) if self.now else self.parameter.default

    @property
    def told(self) -> str:
        return self.parameter.told(self.value)

    @property
    def recommended(self) -> str:
        return self.parameter.told(self.parameter.default)

    @property
    def is_own(self) -> bool:
        """Whether the company decided on a value of its own."""
        return self.value != self.parameter.default

    def said(self, decision: ParameterValue) -> str:
        return self.parameter.told(self.parameter.kept(decision.value))


@dataclass
class Group:
    """A chapter of the regulation with its parameters."""

    number: str
    title: str
    lines: list[Line]


def lines() -> dict[str, Line]:
    """All of them; one statement. A decision for a day that a later decision took again is left out."""
    today = timezone.localdate()
    found = {key: Line(one, today) for key, one in parameters.items()}
    rows = ParameterValue.objects.select_related("by").order_by("key", "-effective_on", "-pk")
    for row in rows:
        line = found.get(row.key)
        if line and not (line.decisions and line.decisions[-1].effective_on == row.effective_on):
            line.decisions.append(row)
    return found


def groups(words: str = "", own: bool = False) -> list[Group]:
    """By chapter, those that have all the words in their name, key or clause."""
    titles = {heading.number: str(heading.title) for heading in registry.roll}
    titles |= {one.number: str(one.title) for one in registry.chapters if one.number}
    found: dict[str, Group] = {}
    for line in lines().values():
        if (own and not line.is_own and not line.planned) or not suits(line.parameter, words):
            continue
        number = NUMERALS[int(line.parameter.clauses[0].lstrip("X")[0]) - 1]
        found.setdefault(number, Group(chapter_number(number), titles.get(number, ""), [])).lines.append(line)
    return [found[number] for number in NUMERALS if number in found]


def suits(one: Parameter, words: str) -> bool:
    text = f"{one.label} {one.key} {' '.join(one.clauses)}".lower()
    return all(word in text for word in words.lower().split())


def history(key: str) -> list[ParameterValue]:
    """Every decision on one parameter, the last first."""
    return list(ParameterValue.objects.filter(key=key).select_related("by").order_by("-pk")[:200])
