"""Who wrote a record and when, and where in the organisation it lies."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.lib import actor
from xianji.org.among import Among
from xianji.org.prepared import Given, Question

Owners = dict[int, tuple[int | None, str]]


def stamp(record: Any, at: datetime | None, new: bool = False) -> None:
    stamp_many([record], at, new=new)


def stamp_many(records: list[Any], at: datetime | None = None, *, new: bool = False) -> None:
    """Who and when; what history brought along stays."""
    person_id = actor.current().person_id
    moment = at or timezone.now()
    for record in records:
        if new:
            record.created_at = record.created_at or moment
            record.created_by_id = record.created_by_id or person_id
        record.updated_at = record.updated_at if new and record.updated_at else moment
        record.updated_by_id = person_id


def place(record: Any, owners: Owners | None = None) -> bool:
    """Put an owned record where its owner sits; without an owner it stays where it is, or at the actor's unit. Returns
    whether there is such an owner."""
    owners = {} if owners is None else owners
    place_many([record], owners)
    return record.owned and record.owner_id in owners


def place_many(records: list[Any], owners: Owners | None = None) -> None:
    """The same for many of one kind; `owners` remembers where each sits."""
    if not records or not records[0].owned:
        return
    owners = {} if owners is None else owners
    who = actor.current()
    if unknown := {record.owner_id for record in records} - owners.keys() - {None}:
        owners |= _places(unknown)
    for record in records:
        if (there := owners.get(record.owner_id)) is not None:
            record.unit_id, record.org_path = there
        elif not record.org_path:
            record.unit_id, record.org_path = who.unit_id, who.unit_path


def _places(people: set[int]) -> Owners:
    """{person: (unit, path)} of those that there are."""
    from xianji.org.people.models import Person

    def asked(condition: Any) -> Any:
        return Person.unscoped.filter(condition).values_list("pk", "unit_id", "org_path")

    if len(people) == 1:
        one = Question("a person's place", lambda: asked(Q(pk=Given("pk", Person._meta.pk))), Person)
        rows = one.rows(pk=next(iter(people)))
    else:
        rows = list(asked(Among("pk", people)))
    return {pk: (unit_id, path) for pk, unit_id, path in rows}
