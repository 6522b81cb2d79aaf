"""Who may decide for whom today: the holder, and while they are away their deputy."""

from datetime import date

from django.utils import timezone

from xianji.approval.absences.models import Absence

DEPTH = 5
"""Deputies of deputies are asked so far."""


def away(day: date | None = None) -> dict[int, tuple[int, int]]:
    """{who is away on a day: (the deputy, the absence)}."""
    on = day or timezone.localdate()
    rows = Absence.unscoped.filter(from_on__lte=on, to_on__gte=on, deleted_at=None).exclude(owner=None)
    return {person: (deputy, pk) for person, deputy, pk in rows.values_list("owner_id", "deputy_id", "pk") if person}


def stood_in_for(person_id: int, day: date | None = None) -> set[int]:
    """The people whose decisions this person may take today, without themselves; through deputies who are away too. One
    statement where nobody is away for this person, which is nearly always."""
    on = day or timezone.localdate()
    found: set[int] = set()
    asked = {person_id}
    for _level in range(DEPTH):
        rows = Absence.unscoped.filter(deputy__in=asked, from_on__lte=on, to_on__gte=on, deleted_at=None).exclude(owner=None)
        asked = {owner for owner in rows.values_list("owner_id", flat=True) if owner} - found - {person_id}
        found |= asked
        if not asked:
            break
    return found


def deputies_of(people: set[int], day: date | None = None) -> dict[int, int]:
    """{who is away: who decides in their place}, followed through deputies who are away too."""
    return {person: deputy for person, (deputy, _absence) in standing_in(day).items() if person in people}


def standing_in(day: date | None = None) -> dict[int, tuple[int, int]]:
    """{who is away on a day: (who stands in, the absence)}, for all of the company; one statement."""
    direct = away(day)
    made: dict[int, tuple[int, int]] = {}
    for person, (at, absence) in direct.items():
        seen = {person}
        while at in direct and at not in seen and len(seen) <= DEPTH:
            seen.add(at)
            at = direct[at][0]
        if at != person:
            made[person] = (at, absence)
    return made
