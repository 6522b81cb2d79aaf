"""Where people worked and under whom on a day."""

from datetime import date

from xianji.org.people.models import Person, Posting
from xianji.org.units.history import ancestors_on, on, unit_on
from xianji.org.units.models import Unit


def posting_on(person: Person, day: date) -> Posting | None:
    """Unit, position and supervisor of a person on a day; before our first line as in that line."""
    return on(Posting.objects.filter(person=person), day)


def supervisor_on(person: Person, day: date) -> Person | None:
    """Who led a person on a day: the supervisor named then, else the head of the unit or of the next one above."""
    posting = posting_on(person, day)
    if posting is None:
        return None
    if posting.supervisor_id:
        return Person.unscoped.filter(pk=posting.supervisor_id).first()
    unit = Unit.unscoped.filter(pk=posting.unit_id).first()
    for above in reversed(ancestors_on(unit, day)) if unit else ():
        line = unit_on(Unit(pk=above), day)
        if line and line.head_id and line.head_id != person.pk:
            return Person.unscoped.filter(pk=line.head_id).first()
    return None
