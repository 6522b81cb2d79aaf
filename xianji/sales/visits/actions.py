"""A visit's life: prepared, made, written up, read. What follows from a report is in `following`."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.actions import PUT_BACK, action, afterwards
from xianji.kit.hands import did
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib.actor import Actor
from xianji.sales.visits import following, rules
from xianji.sales.visits.models import Visit, VisitNote

State, Result = Visit.State, Visit.Result
AHEAD = (State.PLANNED, State.PREPARED)
CLOCKS = timedelta(minutes=5)
"""So much a device may be ahead of us."""
LONGEST = timedelta(hours=24)
KEPT = timedelta(days=60)
"""No device waits longer for a network; what lies further back is no longer noted as a visit of that day."""


def is_reader(visit: Visit, who: Actor) -> bool:
    """Nobody reads a report of their own as a supervisor."""
    return who.is_system or who.person_id != visit.owner_id


@action(Visit, when=State.PLANNED, then=State.PREPARED, label=pgettext_lazy("visit", "Prepared"), icon="list-check",
        needs=("contact", "purpose", "expected"), primary=True)  # fmt: skip
def prepare(visit: Visit, *, by: Any) -> None:
    """Background looked at, material chosen, and what is to come out of it."""
    if missing := lacking(visit):
        raise Refused(_("Still to prepare: %(what)s.") % {"what": told(missing)})


@action(Visit, when=AHEAD, then=State.CHECKED_IN, label=gettext_lazy("Check in"), icon="map-pin", primary=True)
def check_in(visit: Visit, *, by: Any, at: datetime | None = None, place: str = "") -> None:
    """We are there. The place is one point, noted only where it was given. A visit that was entered only afterwards was not
    planned."""
    visit.checked_in_at = past(at)
    visit.unplanned = visit.unplanned or visit.checked_in_at < visit.created_at - CLOCKS
    visit.place = place.strip()[:80]


@action(Visit, when=State.CHECKED_IN, then=State.CHECKED_OUT, label=gettext_lazy("Check out"), icon="logout", primary=True)
def check_out(visit: Visit, *, by: Any, at: datetime | None = None) -> None:
    """It is over; from now on the time for the report runs."""
    visit.checked_out_at = past(at)
    if visit.checked_in_at and not timedelta() <= visit.checked_out_at - visit.checked_in_at <= LONGEST:
        raise Refused(_("A visit ends after it began, within a day."))


@action(Visit, when=State.CHECKED_OUT, then=State.REPORTED, label=pgettext_lazy("visit", "Report"), icon="notes", primary=True)
def report(visit: Visit, *, by: Any, result: Visit.Result, summary: str, no_next_because: str = "") -> None:
    """What came of it and what follows; what was agreed becomes tasks, what they need goes into the customer's file."""
    if not summary.strip():
        raise Refused("", {"summary": [_("Say what came of the visit.")]})
    visit.result, visit.summary, visit.no_next_because = str(result), summary.strip(), no_next_because.strip()
    if not visit.no_next_because and not notes(visit, VisitNote.Kind.NEXT).exists():
        raise Refused("", {"no_next_because": [_("Add what was agreed, or say why nothing follows.")]})
    visit.reported_at = timezone.now()
    afterwards(lambda: following.follow_report(visit))


@action(Visit, when=State.REPORTED, then=State.REVIEWED, label=pgettext_lazy("visit", "Read the report"), icon="checks",
        letter="A", only_for=is_reader, primary=True)  # fmt: skip
def review(visit: Visit, *, by: Any, accepted: bool = True, comment: str = "") -> None:
    """The supervisor has read it; an accepted one counts as an effective visit where it was one."""
    if did(visit, by, "check_in", "report"):
        raise Refused(_("Whoever made the visit does not read its report; ask somebody else who may."))
    if not accepted and not comment.strip():
        raise Refused("", {"comment": [_("Say what is missing in the report.")]})
    visit.accepted, visit.comment = bool(accepted), comment.strip()
    visit.reviewed_at, visit.reviewed_by_id = timezone.now(), by.person_id
    part = visit.contact.part if visit.contact else ""
    if rules.is_effective(visit.kind, visit.length, visit.accepted, part) and visit.checked_in_at:
        visit.effective_on = timezone.localtime(visit.checked_in_at).date()


@action(Visit, when=State.REPORTED, then=State.CHECKED_OUT, label=gettext_lazy("Send the report back"), icon="arrow-back-up",
        letter="A", only_for=is_reader)  # fmt: skip
def send_back(visit: Visit, *, by: Any, comment: str) -> None:
    """To be written anew; the time for it runs on since the visit."""
    visit.comment, visit.reported_at = comment.strip(), None


def may_join(visit: Visit, who: Actor) -> bool:
    return is_reader(visit, who) and who.person_id is not None and visit.joined_id != who.person_id


@action(Visit, when=AHEAD, label=gettext_lazy("Come along"), icon="users", letter="A", only_for=may_join, alone=True,
        undo=PUT_BACK)  # fmt: skip
def accompany(visit: Visit, *, by: Any) -> None:
    """The supervisor goes too, and writes under the report how it was."""
    visit.joined_id = by.person_id


@action(Visit, when=AHEAD, then=State.CANCELLED, label=gettext_lazy("Cancel the visit"), icon="circle-x", danger=True)
def cancel(visit: Visit, *, by: Any, why: str) -> None:
    """It was called off beforehand."""
    visit.reason = why.strip()[:200]


@action(Visit, when=AHEAD, then=State.MISSED, label=pgettext_lazy("visit", "It was not made"), icon="calendar-off")
def miss(visit: Visit, *, by: Any, why: str) -> None:
    """The time came and nobody went, or nobody was there."""
    if visit.planned_at > timezone.now():
        raise Refused(_("The visit is still to come. Cancel it, or change its time."))
    visit.reason = why.strip()[:200]


def past(at: datetime | None) -> datetime:
    """Now, or when a device says it was."""
    now = timezone.now()
    if at is None:
        return now
    if at > now + CLOCKS:
        raise Refused("", {"at": [_("What has not happened yet cannot be noted.")]})
    if at < now - KEPT:
        raise Refused("", {"at": [_("This lies more than %(days)s days back and is not noted any more.") % {"days": KEPT.days}]})
    return min(at, now)


def notes(visit: Visit, kind: str) -> Any:
    return VisitNote.unscoped.filter(visit=visit, kind=kind, deleted_at=None)


def lacking(visit: Visit) -> list[str]:
    """What is not prepared yet, by name."""
    values = [(name, getattr(visit, name)) for name in rules.BEFORE]
    return rules.unprepared(values, notes(visit, VisitNote.Kind.MATERIAL).count())


def told(names: list[str]) -> str:
    """The names as people call them."""
    known = {field.name: field.verbose_name for field in (*Visit._meta.fields, *VisitNote._meta.fields)}
    return writing.several(known[name] for name in names)
