"""Who holds a role, a position or a seat of authority for a unit, upwards along the organisation of today."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.approval.requests import rules
from xianji.approval.requests.rules import Who
from xianji.org.actors import actor_of
from xianji.org.models import Person, Role, Unit, User
from xianji.org.people.history import supervisor_on
from xianji.org.units.history import ancestors_on

MOST = 50
"""Holders that one party may have."""


@dataclass(frozen=True)
class Matter:
    """Where a request lies: the unit, who asks, and the kind of record."""

    unit_id: int | None
    asker_id: int | None
    label: str


def at_work() -> Any:
    """People who work here and can sign in."""
    return Person.unscoped.filter(state="active", deleted_at=None, user__is_active=True)


def holders(who: Who, matter: Matter) -> list[Person]:
    """Those who may speak for a party, the asker among them where it is theirs."""
    if who.kind == rules.PERSON:
        return list(at_work().filter(pk=int(who.name)))
    if who.kind == rules.SUPERIOR:
        return superiors(matter.asker_id, int(who.name or 1))
    return nearest(candidates(who), matter)


def candidates(who: Who) -> Any:
    """Everybody in the company who holds the role or position."""
    if who.kind == rules.POSITION:
        return at_work().filter(position__title=who.name)
    today = timezone.localdate()
    held = Q(user__assignments__until_on=None) | Q(user__assignments__until_on__gte=today)
    return at_work().filter(held, user__assignments__role__code=who.name, user__assignments__role__deleted_at=None)


def nearest(rows: Any, matter: Matter) -> list[Person]:
    """The holders in the unit itself, else in the next one above; a function serves the unit that it stands under. Where
    nobody on the way holds it, those count who see every record of the kind."""
    unit = Unit.unscoped.filter(pk=matter.unit_id).first() if matter.unit_id else None
    above = ancestors_on(unit, timezone.localdate()) if unit else []
    serving = functions(above)
    for at in reversed(above):
        here = Q(unit_id=at) | Q(user__assignments__units=at)
        for path in serving.get(at, ()):
            here |= Q(org_path__startswith=path)
        if found := list(rows.filter(here).distinct().order_by("pk")[:MOST]):
            return found
    return [person for person in rows.select_related("user").distinct().order_by("pk")[:MOST] if sees_all(person, matter.label)]


def functions(above: list[int]) -> dict[int, list[str]]:
    """{unit: the paths of the functions under it}."""
    found: dict[int, list[str]] = {}
    rows = Unit.unscoped.filter(parent__in=above, kind=Unit.Kind.FUNCTION, deleted_at=None)
    for parent, path in rows.values_list("parent_id", "path"):
        found.setdefault(parent or 0, []).append(path)
    return found


def sees_all(person: Person, label: str) -> bool:
    reach = actor_of(person.user).reach(f"{label}.view")
    return reach is not None and reach.everywhere


def superiors(person_id: int | None, levels: int = 1) -> list[Person]:
    """The one so many levels above; somebody who left or cannot sign in is passed over."""
    at = Person.unscoped.filter(pk=person_id).first() if person_id else None
    today, seen = timezone.localdate(), {person_id}
    while at is not None and levels:
        at = supervisor_on(at, today)
        if at is None or at.pk in seen:
            return []
        seen.add(at.pk)
        levels -= at_work().filter(pk=at.pk).exists()
    return [at] if at is not None else []


def may_stand_in(person: Person, who: Who) -> bool:
    """Whether somebody has the same authority, so that a decision may be delegated to them: the same role or position; where
    a person was named, whoever may decide at all."""
    if who.kind in (rules.ROLE, rules.POSITION):
        return candidates(who).filter(pk=person.pk).exists()
    user = User.objects.filter(person=person, is_active=True).first()
    return user is not None and actor_of(user).may(DECIDE)


DECIDE = "approval.request.decide"


def named(who: Who) -> str:
    """What a party is called, in the reader's language."""
    if who.kind == rules.ROLE:
        found = Role.unscoped.filter(code=who.name).first()
        return found.name if found else who.name
    if who.kind == rules.PERSON:
        return str(Person.unscoped.filter(pk=int(who.name)).first() or "—")
    return who.name if who.kind == rules.POSITION else _("Superior")
