"""Opening one record to one more person, for seeing or also for changing, and closing it again. What a share opens is decided by
org.scope alone; here it is only written, with its entry in the record's journal."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.sharing.words import kept
from xianji.lib import actor
from xianji.org.actors import actor_of
from xianji.org.models import Person, Share, User

MOST = 50
"""People with whom one record may be shared; more of them are a unit, and belong into its reach."""


def may_share(record: Any) -> bool:
    """Its owner, and those who may hand it over where it lies; nobody passes on what was only shared with them."""
    who = actor.current()
    if not record.owned or who.reach(f"{record.label()}.change") is None:
        return False
    over = who.reach(f"{record.label()}.hand_over")
    is_mine = who.person_id is not None and record.owner_id == who.person_id
    return is_mine or (over is not None and over.holds_path(record.org_path))


def share(record: Any, person: Person, *, may_change: bool = False, until_on: date | None = None, source: str = "") -> Share:
    """A share, or another one in its place; refused where it would open nothing."""
    if until_on is not None and until_on < timezone.localdate():
        raise Refused("", {"until_on": [_("“%(day)s” is past. Choose today or a later day.") % {"day": until_on}]})
    with store.whole():
        row = held(record)
        before = Share.objects.filter(label=row.label(), record_id=row.pk, person=person).first()
        if before is None or may_change > before.may_change:
            must_help(row, person, "change" if may_change else "view")
        if before is None and shares_of(row)[:MOST].count() >= MOST:
            raise Refused(_("This record is shared with %(most)s people, the most that one may have.") % {"most": MOST})
        values = {"may_change": may_change, "until_on": until_on}
        made, _new = Share.objects.update_or_create(label=row.label(), record_id=row.pk, person=person, defaults=values)
        if kept(before) != kept(made):
            tell(row, (kept(before), kept(made)), source)
    return made


def unshare(record: Any, person_id: int, *, source: str = "") -> None:
    with store.whole():
        row = held(record)
        before = shares_of(row).filter(person=person_id).first()
        if before is not None:
            before.delete()
            tell(row, (kept(before), None), source)


def shares_of(record: Any) -> Any:
    """All that were given, also those that are over."""
    rows = Share.objects.filter(label=record.label(), record_id=record.pk)
    return rows.select_related("person").order_by("person__name", "id")


def held(record: Any) -> Any:
    row = lock(record)
    if not may_share(row):
        raise NotPermitted(_("Only the owner, and who may hand this record over, can share it."))
    return row


def must_help(record: Any, person: Person, verb: str) -> None:
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
