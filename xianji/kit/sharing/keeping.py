"""Opening one record to one more person or a unit, for seeing or also for changing, and closing it again. What a share opens is
decided by org.scope alone; here it is only written, with its entry in the record's journal."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.sharing.words import TEAM, kept
from xianji.lib import actor
from xianji.org import scope
from xianji.org.actors import actor_of
from xianji.org.models import Person, Share, Unit, User

MOST = 50
"""People and units with whom one record may be shared."""
shared: dict[str, Callable[[], None]] = {}
"""What else is to happen when a record of a kind is opened to somebody or closed again: {kind: …}."""
PER_UNIT = 500
"""Records of one kind that may be shared with one unit: what all of them need every day belongs into the reach of roles."""


def may_share(record: Any) -> bool:
    """Its owner, and those who may hand it over where it lies; nobody passes on what was only shared with them."""
    who = actor.current()
    if not record.owned or who.reach(f"{record.label()}.change") is None:
        return False
    over = who.reach(f"{record.label()}.hand_over")
    is_mine = who.person_id is not None and record.owner_id == who.person_id
    return is_mine or (over is not None and over.holds_path(record.org_path))


def share(record: Any, to: Person | Unit, *, with_below: bool = False, may_change: bool = False, until_on: date | None = None,
          source: str = "") -> Share:  # fmt: skip
    """A share, or another one in its place; refused where it would open nothing."""
    if until_on is not None and until_on < timezone.localdate():
        raise Refused("", {"until_on": [_("“%(day)s” is past. Choose today or a later day.") % {"day": until_on}]})
    values = {"may_change": may_change, "until_on": until_on}
    if isinstance(to, Unit):
        values["with_below"] = with_below
    with store.whole():
        row = held(record)
        before = shares_of(row).filter(**named(to)).first()
        must_be_by_hand(before)
        if before is None or may_change > before.may_change:
            must_help(row, to, "change" if may_change else "view", with_below)
        if before is None:
            must_have_room(row, to)
        made, _new = Share.objects.update_or_create(label=row.label(), record_id=row.pk, **named(to), defaults=values)
        if kept(before) != kept(made):
            tell(row, (kept(before), kept(made)), source)
    return made


def unshare(record: Any, share_id: int, *, source: str = "") -> None:
    with store.whole():
        row = held(record)
        before = shares_of(row).filter(pk=share_id).first()
        must_be_by_hand(before)
        if before is not None:
            change = (kept(before), None)
            before.delete()
            tell(row, change, source)


def must_be_by_hand(share: Share | None) -> None:
    """A membership is ended where it was begun."""
    if share is not None and share.part == TEAM:
        raise Refused(_("%(person)s is in the customer's team. Change the team instead.") % {"person": share.person})


def named(to: Person | Unit) -> dict[str, Any]:
    return {"unit": to} if isinstance(to, Unit) else {"person": to}


def shares_of(record: Any) -> Any:
    """All that were given, also those that are over."""
    rows = Share.objects.filter(label=record.label(), record_id=record.pk)
    return rows.select_related("person", "unit").order_by("unit__name", "person__name", "id")


def open_shares(record: Any) -> Any:
    """Those that are not over."""
    return shares_of(record).filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()))


def held(record: Any) -> Any:
    row = lock(record)
    if not may_share(row):
        raise NotPermitted(_("Only the owner, and who may hand this record over, can share it."))
    return row


def must_have_room(record: Any, to: Person | Unit) -> None:
    if shares_of(record)[:MOST].count() >= MOST:
        raise Refused(_("This record is shared with %(most)s people and units, the most that one may have.") % {"most": MOST})
    if isinstance(to, Unit) and Share.objects.filter(unit=to, label=record.label())[:PER_UNIT].count() >= PER_UNIT:
        told = _("“%(unit)s” has %(most)s records of this kind already. Ask the administrator to widen what its roles reach.")
        raise Refused("", {"unit": [told % {"unit": to, "most": PER_UNIT}]})


def must_help(record: Any, to: Person | Unit, verb: str, with_below: bool) -> None:
    """Somebody gains by it."""
    if isinstance(to, Person):
        must_help_person(record, to, verb)
    elif not people_of(to, with_below).exists():
        raise Refused("", {"unit": [_("Nobody works in “%(unit)s”, so sharing would open nothing.") % {"unit": to}]})


def people_of(unit: Unit, with_below: bool) -> Any:
    """Those who work there and have an account."""
    there = scope.below(unit.path) if with_below else Q(unit=unit)
    return Person.unscoped.alive().filter(there, left_on=None, user__is_active=True)


def must_help_person(record: Any, person: Person, verb: str) -> None:
    """The other one has an account, may do such a thing at all, not yet here, and by a role that shares widen."""
    account = User.objects.filter(person=person, is_active=True).first()
    who = actor_of(account) if account and not person.left_on else None
    reach = who.reach(f"{record.label()}.{verb}") if who else None
    if who is None or reach is None:
        told = _("%(person)s may not do this with any record of this kind, so sharing would open nothing.")
    elif not reach.shared and not reach.everywhere:
        told = _("The role of %(person)s takes no shared records.")
    elif Holding(record, who).may(f"{record.label()}.{verb}"):
        told = _("%(person)s may do this already.")
    else:
        return
    raise Refused("", {"person": [told % {"person": person}]})


def tell(record: Any, change: tuple[Any, Any], source: str) -> None:
    write(Event("share", record.label(), record.pk, str(record), {"share": change}), source=source)
    shared.get(record.label(), lambda: None)()
