"""The organisation: five regions, twenty offices, a hundred teams, seven functions, five hundred people."""

from dataclasses import dataclass
from random import Random
from typing import Any

from xianji.config.generate.names import Names
from xianji.config.generate.shares import dealt
from xianji.config.generate.words import words
from xianji.kit import sets, store
from xianji.org.models import Person, Region, Unit

TEAMS_PER_OFFICE = 5
SELLERS = 336
STAFF = (("EXE", 0, 3), ("MR", 1, 6), ("CS", 2, 10), ("LEG", 3, 4), ("FIN", 4, 8), ("HR", 5, 4), ("ADM", 6, 2), ("", 6, 1))
"""Role, function, how many; one has no role and may see nothing."""
PEOPLE = 500


@dataclass
class Firm:
    """Units by what they are, and people with the code of their role."""

    top: Unit
    regions: list[Unit]
    offices: list[Unit]
    teams: list[Unit]
    functions: list[Unit]
    people: list[tuple[Person, str]]

    def head(self, unit: Unit) -> Person:
        return next(person for person, role in self.people if person.unit_id == unit.pk and role in ("SD", "RM", "SUP"))


def build(top: Unit, language: str, source: str, seed: int) -> Firm:
    """Units from above to below, then people the same way, so that everybody's supervisor is there first."""
    told = words(language)

    def unit(name: str, kind: str, parent: Unit) -> Unit:
        return store.create(Unit(name=name, kind=kind, parent=parent, external_source=source), source="demo")

    regions = [unit(name, "region", top) for name in told["regions"]]
    offices = [
        unit(told["office"] % name, "region", region)
        for region, names in zip(regions, told["offices"], strict=True)
        for name in names
    ]
    cities = [name for names in told["offices"] for name in names]
    teams = [
        unit(told["team"] % (city, number + 1), "team", office)
        for office, city in zip(offices, cities, strict=True)
        for number in range(TEAMS_PER_OFFICE)
    ]
    functions = [unit(name, "function", top) for name in told["functions"]]
    firm = Firm(top, regions, offices, teams, functions, [])
    _Hiring(firm, Names(language, seed), Random(seed), source).everybody()
    _regions_of_the_map(firm, told, source, seed)
    return firm


class _Hiring:
    def __init__(self, firm: Firm, names: Names, pick: Random, source: str) -> None:
        self.firm, self.names, self.draw, self.source = firm, names, pick.random, source

    def everybody(self) -> None:
        firm = self.firm
        [director] = self.hire([(firm.functions[0], None, "SD")])
        self.hire([(firm.functions[place], director, role) for role, place, count in STAFF for _one in range(count)])
        regional = self.lead(firm.regions, [director] * len(firm.regions), "RM")
        in_offices = self.lead(firm.offices, [regional[n // 4] for n in range(len(firm.offices))], "RM")
        heads = self.lead(firm.teams, [in_offices[n // TEAMS_PER_OFFICE] for n in range(len(firm.teams))], "SUP")
        sizes = dealt(SELLERS, len(firm.teams), 0.25, least=2)
        self.hire([
            (team, heads[place], "REP") for place, team in enumerate(firm.teams) for _one in range(sizes[place * 37 % 100])
        ])  # fmt: skip

    def lead(self, units: list[Unit], above: list[Person], role: str) -> list[Person]:
        """A head for each unit."""
        heads = self.hire([(unit, boss, role) for unit, boss in zip(units, above, strict=True)])
        for unit, head in zip(units, heads, strict=True):
            unit.head = head
            store.change(unit, source="demo")
        return heads

    def hire(self, desks: list[tuple[Unit, Person | None, str]]) -> list[Person]:
        first = len(self.firm.people)
        people = [
            Person(
                name=self.names.person(self.draw), unit=unit, supervisor=boss, email=f"p{first + place}@manywaters.example",
                external_ref=f"{first + place}", external_source=self.source,
            )
            for place, (unit, boss, _role) in enumerate(desks)
        ]  # fmt: skip
        sets.insert_many(Person, people, source="demo")
        self.firm.people += [(person, role) for person, (_unit, _boss, role) in zip(people, desks, strict=True)]
        return people


def _regions_of_the_map(firm: Firm, told: dict[str, Any], source: str, seed: int) -> None:
    regions = [
        Region(code=f"G{seed}-{place + 1}", name=name, unit=unit, external_source=source)
        for place, (name, unit) in enumerate(zip(told["regions"], firm.regions, strict=True))
    ]
    sets.insert_many(Region, regions, source="demo")
