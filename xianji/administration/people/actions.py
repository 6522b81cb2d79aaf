"""What is done with people: handing over what they answer for, and leaving."""

import secrets
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.users.actions import somebody_administers
from xianji.audit.journal import Event, record
from xianji.kit import sets, store
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.org.access.models import Share
from xianji.org.actors import access_changed
from xianji.org.people.models import Person
from xianji.org.people.owned import headed_by, owned_by, reports_of
from xianji.org.users import sessions
from xianji.org.users.models import User

State = Person.State


@action(Person, label=gettext_lazy("Hand over everything"), icon="user-share", when=State.ACTIVE)
def hand_over_all(person: Person, *, by: Any, to: Person, kinds: str = "") -> None:
    """What the person owns goes to somebody else: all of it, or the kinds named (`sales.opportunity customers.customer`)."""
    _check_successor(person, to)
    pass_on(person, to, set(kinds.replace(",", " ").split()))


@action(Person, label=gettext_lazy("Leaves"), icon="logout", when=State.ACTIVE, then=State.LEFT, danger=True)
def leave(person: Person, *, by: Any, successor: Person | None = None, left_on: date | None = None) -> None:
    """Everything goes to the successor, the account ends at once with its sessions, keys and roles; all or nothing."""
    left_on = left_on or timezone.localdate()
    if left_on > timezone.localdate():
        raise Refused("", {"left_on": [_("This day has not come yet; hand over first and enter the leaving on the day.")]})
    if successor is not None:
        _check_successor(person, successor, "successor")
        pass_on(person, successor, set())
        pass_on_people(person, successor)
    elif owned_by(person) or headed_by(person) or reports_of(person):
        raise Refused("", {"successor": [_("%(person)s still answers for something: name a successor.") % {"person": person}]})
    person.left_on = left_on
    end_account(person)


def pass_on(person: Person, to: Person, kinds: set[str]) -> int:
    """The records of these kinds, all when none is named, get a new owner; one journal entry each, one batch."""
    owned = [one for one in owned_by(person) if not kinds or one.label in kinds]
    if unknown := kinds - {one.label for one in owned_by(person)}:
        raise Refused("", {"kinds": [_("%(person)s owns nothing of “%(kind)s”.")
                                     % {"person": person, "kind": sorted(unknown)[0]}]})  # fmt: skip
    batch = secrets.token_hex(8)
    return sum(
        sets.change_many(one.rows_of(person), {"owner": to}, verb="hand_over", source="web", batch=batch) for one in owned
    )


def pass_on_people(person: Person, to: Person) -> None:
    """The units that the person headed and the people who reported to them."""
    for unit in headed_by(person):
        unit.head = to
        store.change(unit, source="web")
    for one in reports_of(person):
        one.supervisor = to if one.pk != to.pk else None
        store.change(one, source="web")


def end_account(person: Person) -> None:
    """No way in remains: account, sessions, API keys, roles, second step, and what was shared with the person."""
    Share.objects.filter(person=person).delete()
    user = User.objects.filter(person=person).first()
    if user is None:
        return
    roles = {one.role.code: ("yes", None) for one in user.assignments.select_related("role")}
    user.assignments.all().delete()
    Authenticator.objects.filter(user=user).delete()
    user.is_active, user.invited_at = False, None
    user.save(update_fields=["is_active", "invited_at"])
    sessions.end_sessions(user)
    sessions.end_tokens(user)
    access_changed([user.pk])
    record(Event("close_account", user._meta.label_lower, user.pk, user.login, {"is_active": (True, False), **roles}))
    somebody_administers()


def _check_successor(person: Person, to: Person, field: str = "to") -> None:
    if to.pk == person.pk or to.state != State.ACTIVE or to.deleted_at:
        raise Refused("", {field: [_("Choose somebody else who works here.")]})
