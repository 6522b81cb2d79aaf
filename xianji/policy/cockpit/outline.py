"""A version as chapters and clauses, each with what answers for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage.actions import rows_of
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.models import Version


@dataclass
class Line:
    """One clause: its controls, or the signed reason for having none."""

    clause: Clause
    is_leaf: bool = True
    controls: list[Control] = field(default_factory=list)
    signed: Coverage | None = None

    @property
    def number(self) -> str:
        return self.clause.number

    @property
    def title(self) -> str:
        return self.clause.title or self.clause.text[:24]

    @property
    def names(self) -> list[str]:
        return [one.full_name for one in self.controls]

    @property
    def is_duty(self) -> bool:
        """Whether it asks for something: it has a text of its own, and nobody signed that it only declares."""
        declares = self.signed is not None and self.signed.why == Coverage.Why.DECLARES
        return self.is_leaf and bool(self.clause.text) and not declares


@dataclass
class Part:
    """A chapter with its clauses in their order."""

    head: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [name for line in [self.head, *self.lines] for name in line.names]


@dataclass
class Outline:
    """All of a version."""

    version: Version
    parts: list[Part] = field(default_factory=list)

    def __iter__(self) -> Iterator[Line]:
        for part in self.parts:
            yield part.head
            yield from part.lines

    @property
    def shown(self) -> list[Line]:
        """The clauses of the list, in its order: the leaves of the tree."""
        return [line for line in self if line.is_leaf]

    @property
    def names(self) -> list[str]:
        return [name for part in self.parts for name in part.names]

    def line(self, number: str) -> Line | None:
        return next((line for line in self if line.number == number), None)

    def below(self, number: str) -> list[str]:
        """The controls of a clause and of all below it."""
        return [name for line in self if line.number == number or line.number.startswith(f"{number}.") for name in line.names]


def outline(version: Version) -> Outline:
    """Two statements."""
    rows = list(Clause.objects.filter(policy_version=version).order_by("place"))
    above = {row.number.rpartition(".")[0] for row in rows}
    lines = {row.pk: Line(row, row.number not in above) for row in rows}
    for cover in confirmed(version):
        line = lines.get(cover.clause_id)
        if line is not None and cover.control in registry.controls:
            line.controls.append(registry.controls[cover.control])
        elif line is not None and not cover.control:
            line.signed = cover
    found = Outline(version)
    for row in rows:
        if row.level == 1 or not found.parts:
            found.parts.append(Part(lines[row.pk]))
        else:
            found.parts[-1].lines.append(lines[row.pk])
    return found


def confirmed(version: Version) -> list[Coverage]:
    """What answers for which clause is a fact for everybody who may read the regulation."""
    rows = rows_of(version).filter(state=Coverage.State.CONFIRMED)
    return list(rows.select_related("confirmed_by").order_by("control"))


def in_force() -> list[Version]:
    """The versions that hold today, one per regulation."""
    found: dict[int, Version] = {}
    for version in Version.in_force().select_related("regulation"):
        found.setdefault(version.regulation_id, version)
    return list(found.values())
