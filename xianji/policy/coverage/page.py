"""What the page of a version's coverage shows: clause by clause what answers for it, and what is suggested and why."""

from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage.actions import rows_of
from xianji.policy.coverage.matching import base
from xianji.policy.coverage.models import Coverage
from xianji.policy.coverage.rules import shared
from xianji.policy.regulations.default import default_regulation
from xianji.policy.versions.models import Version

LIKELY = 40
"""Percent of likeness above which all suggestions are offered for confirmation together."""


@dataclass
class Row:
    """One clause that asks for something, or a heading."""

    clause: Clause
    is_leaf: bool
    answers: list[Coverage] = field(default_factory=list)
    offers: list[Coverage] = field(default_factory=list)
    spans: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return bool(self.answers)

    @property
    def is_asked(self) -> bool:
        return self.is_leaf and bool(self.clause.text)


def rows(version: Version) -> list[Row]:
    """Two statements."""
    clauses = list(Clause.objects.filter(policy_version=version).order_by("place"))
    above = {one.number.rpartition(".")[0] for one in clauses}
    found = {one.pk: Row(one, one.number not in above, spans=[(one.text, False)]) for one in clauses}
    for cover in rows_of(version).select_related("confirmed_by").order_by("-likeness", "pk"):
        row = found.get(cover.clause_id)
        if row is not None and cover.state == Coverage.State.CONFIRMED:
            row.answers.append(cover)
        elif row is not None and cover.control:
            row.offers.append(cover)
    own = {one.code: f"{one.title} {one.text}" for one in default_regulation(version.language or "zh-hans")}
    for row in found.values():
        if row.offers and (control := registry.controls.get(row.offers[0].control)):
            row.spans = shared(row.clause.text, own.get(base(control.clause), ""))
    return list(found.values())


def progress(found: list[Row]) -> tuple[int, int]:
    """How many clauses are decided, and of how many."""
    asked = [row for row in found if row.is_asked]
    return sum(1 for row in asked if row.is_done), len(asked)


def controls() -> list[Control]:
    """What one may choose from, by clause."""
    return sorted((one for one in registry.controls.values() if not one.always), key=lambda one: (one.clause, one.name))


def control_of(cover: Coverage) -> Any:
    return registry.controls.get(cover.control)
