"""The day on which something happened, as whoever did it names it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused


def past(on: date | None, since: date | None = None, *, field: str = "") -> date:
    """Today unless a day is named, which has been; never before what it follows from. What is wrong is told beside the field
    where that is named."""
    today = timezone.localdate()
    if on and on > today:
        raise _refused(_("The day %(day)s lies in the future.") % {"day": on}, field)
    if on and since and on < since:
        raise _refused(_("%(day)s was too early: what comes before it was on %(since)s.") % {"day": on, "since": since}, field)
    return on or today


def _refused(told: str, field: str) -> Refused:
    return Refused("", {field: [told]}) if field else Refused(told)
