"""Whether a person may be called now: what they said, and the hour."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents.asking import may_contact
from xianji.rulebook.parameters.reading import value

CALL = "call"


def in_hours(moment: datetime, first: int, last: int) -> bool:
    """Whether a call may begin at this moment, in the time of those who are called; both hours are included."""
    minutes = moment.hour * 60 + moment.minute
    return first * 60 <= minutes <= last * 60


def hours(day: Any = None) -> tuple[int, int]:
    """From which hour to which people are called, in their own time."""
    return int(value("call.from", day)), int(value("call.until", day))


def off_hours(moment: datetime) -> str:
    """Why nobody is called at this moment; nothing where it is a decent hour."""
    first, last = hours()
    local = timezone.localtime(moment)
    if in_hours(local, first, last):
        return ""
    told = {"first": f"{first}:00", "last": f"{last}:00", "time": f"{local:%H:%M}"}
    return _("Calls are made from %(first)s to %(last)s; it is %(time)s.") % told


def refused_by(person: Any, channel: str) -> str:
    """Why a lead or a contact is not to be contacted in a way; nothing where it may be."""
    if getattr(person, "do_not_contact", False):
        return _("%(lead)s is not to be contacted any more.") % {"lead": person}
    return may_contact(person, channel).reason


def no_call(person: Any) -> str:
    """Why nobody calls this person now; nothing where one may."""
    return refused_by(person, CALL) or off_hours(timezone.now())
