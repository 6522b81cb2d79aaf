"""Who stands above whom today: whom a ladder tells. Read in six queries for a whole run."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from xianji.approval.absences.deputies import standing_in
from xianji.kit.ladders import DIRECTOR, MANAGEMENT, OWNER, REGION
from xianji.org.access.models import Assignment
from xianji.org.company.settled import company
from xianji.org.days.places import Places, abroad
from xianji.org.people.models import Person
from xianji.org.units.models import Unit

ROLES = {DIRECTOR: "SD", MANAGEMENT: "EXE"}


@dataclass
class Above:
    """The organisation of one day."""

    supervisors: dict[int, int | None]
    """Those who work here, and who leads each."""
    units: dict[str, tuple[str, int | None]]
    """{path: (kind, head)}"""
    holders: dict[str, list[int]] = field(default_factory=dict)
    """{role code: people}"""
    deputies: dict[int, tuple[int, int]] = field(default_factory=dict)
    """{who is away: (who stands in, the absence)}"""
    places: Places = field(default_factory=list)
    """Where one works by another calendar than the company's."""

    @classmethod
    def on(cls, day: date) -> "Above":
        people = Person.unscoped.filter(deleted_at=None).filter(Q(left_on=None) | Q(left_on__gt=day))
        units = Unit.unscoped.filter(deleted_at=None).values_list("path", "kind", "head_id")
        made = cls(dict(people.values_list("pk", "supervisor_id")), {path: (kind, head) for path, kind, head in units})
        held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=day), user__is_active=True)
        for code, person in held.order_by("pk").values_list("role__code", "user__person"):
            if person in made.supervisors:
                made.holders.setdefault(code, []).append(person)
        made.deputies = {away: found for away, found in standing_in(day).items() if found[0] in made.supervisors}
        made.places = abroad(company().country or "")
        return made

    def hear(self, people: list[int]) -> dict[int, int | None]:
        """{who hears: for whom}: each of them for themselves, and the deputies of those who are away unless they hear of it
        anyway."""
        heard: dict[int, int | None] = dict.fromkeys(people)
        for person in people:
            if person in self.deputies:
                heard.setdefault(self.deputies[person][0], person)
        return heard

    def told(self, who: str, owner: int | None, path: str, responsible: str = "SD") -> list[int]:
        """The people a rung means for a case of this owner at this place. Who has left, or would be told of their own duty
        as somebody above, gives way to the next above; a case of nobody's belongs to those who answer for the clause."""
        if who in ROLES:
            return self.holders.get(ROLES[who]) or self.heads(path, owner, kinds=("company",))
        if who == OWNER:
            return [owner] if owner in self.supervisors else self.holders.get(responsible, [])
        if who == REGION:
            return self.heads(path, owner, kinds=("region", "company")) or self.told(DIRECTOR, owner, path)
        leader = self.supervisors.get(owner) if owner is not None else None
        if leader in self.supervisors and leader != owner:
            return [leader]
        return self.heads(path, owner) or self.told(DIRECTOR, owner, path)

    def heads(self, path: str, owner: int | None, kinds: tuple[str, ...] = ()) -> list[int]:
        """The head of the nearest unit upwards that has one who is not the owner."""
        for place in upwards(path):
            kind, head = self.units.get(place, ("", None))
            if head in self.supervisors and head != owner and (not kinds or kind in kinds):
                return [head]
        return []


def upwards(path: str) -> list[str]:
    """`1.4.9.` → `1.4.9.`, `1.4.`, `1.`"""
    parts = path.strip(".").split(".") if path else []
    return [".".join(parts[:n]) + "." for n in range(len(parts), 0, -1)]
