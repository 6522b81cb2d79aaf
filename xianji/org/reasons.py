"""Why somebody may see a record, in words: the same rules as org.scope, told instead of asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.lib.actor import SYSTEM, Actor, acting
from xianji.org.access.models import Assignment, Reaches
from xianji.org.actors import grants_of, held_by
from xianji.org.scope import shares
from xianji.org.units.models import Unit
from xianji.org.units.tree import paths_of
from xianji.org.users.models import User

OWN = {Reaches.SELF, Reaches.TEAM, Reaches.UNIT, Reaches.SUBTREE}
SHARED = {Reaches.TEAM, Reaches.UNIT, Reaches.SUBTREE}


@dataclass(frozen=True)
class Reason:
    """One of the ways in: `kind` is everything, owner, unit, chosen or shared."""

    kind: str
    text: str
    role: str = ""
    unit: str = ""


def why(record: Any, actor: Actor, permission: str = "") -> list[Reason]:
    """Every reason for which the permission (seeing, unless named) holds on the record; empty when it does not."""
    if actor.is_system:
        return [Reason("everything", _("The system may do everything."))]
    user = User.objects.select_related("person__unit").filter(pk=actor.user_id or 0).first()
    if user is None:
        return []
    permission = permission or f"{record.label()}.view"
    with acting(SYSTEM):
        assignments = held_by(user)
        granted = grants_of(assignments, permission)
        found = [
            reason for held in assignments
            for reason in _through(held, {reach for _permission, reach in granted[held.role_id]}, record, user.person)
        ]  # fmt: skip
    return list({(one.kind, one.role, one.unit): one for one in found}.values())


def _through(held: Assignment, reaches: set[str], record: Any, person: Any) -> Iterator[Reason]:
    """What one role gives."""
    if not reaches:
        return
    role = held.role.name
    if Reaches.ALL in reaches or not record.owned:
        yield Reason("everything", _("Your role “%(role)s” reaches every record of this kind.") % {"role": role}, role)
        if not record.owned:
            return
    if person is not None and record.owner_id == person.pk and reaches & OWN:
        yield Reason("owner", _("You are the owner; your role “%(role)s” lets you see your own.") % {"role": role}, role)
    yield from _by_unit(reaches, record, person, role)
    yield from _by_chosen(held, record, role)
    if person is not None and reaches & SHARED:
        yield from _by_share(record, person, role)


def _by_unit(reaches: set[str], record: Any, person: Any, role: str) -> Iterator[Reason]:
    unit = person.unit if person else None
    if unit is None:
        return
    told = {"role": role, "unit": unit.name, "place": _place(record)}
    if Reaches.SUBTREE in reaches and any(record.org_path.startswith(path) for path in paths_of(unit)):
        text = _("Your role “%(role)s” reaches your unit “%(unit)s” and all below it; this belongs to “%(place)s”.")
        yield Reason("unit", text % told, role, unit.name)
    elif Reaches.UNIT in reaches and record.org_path in paths_of(unit):
        yield Reason("unit", _("Your role “%(role)s” reaches your unit “%(unit)s”.") % told, role, unit.name)


def _by_chosen(held: Assignment, record: Any, role: str) -> Iterator[Reason]:
    for unit in held.units.all():
        if any(record.org_path.startswith(path) for path in paths_of(unit)):
            told = {"role": role, "unit": unit.name, "day": held.until_on}
            text = (
                _("Your role “%(role)s” was widened to “%(unit)s” until %(day)s.") if held.until_on
                else _("Your role “%(role)s” was widened to “%(unit)s”.")
            )  # fmt: skip
            yield Reason("chosen", text % told, role, unit.name)


def _by_share(record: Any, person: Any, role: str) -> Iterator[Reason]:
    actor = Actor(name="", person_id=person.pk, unit_id=person.unit_id, unit_path=person.org_path)
    for share in shares(actor).filter(label=record.label(), record_id=record.pk).select_related("unit"):
        if share.unit is not None:
            text = _("It is shared with the unit “%(unit)s”.") % {"unit": share.unit}
            yield Reason("shared", text, role, str(share.unit))
            continue
        text = (
            _("It is shared with you until %(day)s.") % {"day": share.until_on} if share.until_on
            else _("It is shared with you.")
        )  # fmt: skip
        yield Reason("shared", text, role)


def _place(record: Any) -> str:
    unit = Unit.unscoped.filter(pk=record.unit_id).first()
    return unit.name if unit else "—"
