"""What keeps a record with its owner: what is open about it, or that somebody has protected it for a time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.pool.deciding import protecting
from xianji.customers.pool.models import Hold
from xianji.customers.pool.subjects import Subject
from xianji.kit.refusals import Refused
from xianji.kit.web import writing

NAMES = {
    "quoted": gettext_lazy("an open quote"), "deal": gettext_lazy("an open deal from the solution stage on"),
    "contract": gettext_lazy("a contract being performed"), "owes": gettext_lazy("open receivables"),
    "complaint": gettext_lazy("an open complaint"),
}  # fmt: skip


def protected(subject: Subject, ids: Iterable[int], on: date) -> dict[int, list[str]]:
    """{record: what protects it} of those that something open protects."""
    sets = protecting(subject.protections, on)
    found = {}
    for pk, facts in subject.facts_of(ids).items():
        if any(one <= facts for one in sets):
            found[pk] = [str(NAMES[fact]) for fact in NAMES if fact in facts]
    return found


def must_be_free(subject: Subject, record: Any) -> None:
    """Nobody gives away what is in the middle of something."""
    if why := protected(subject, [record.pk], timezone.localdate()).get(record.pk):
        told = _("“%(record)s” stays with its owner while there is %(what)s. Close it or hand the record over.")
        raise Refused(told % {"record": record, "what": _(", ").join(why)})
    hold = Hold.objects.filter(**{subject.link: record.pk}, protected_until__gte=timezone.localdate()).first()
    if hold is not None and hold.protected_until is not None:
        told = _("“%(record)s” is protected until %(day)s.")
        raise Refused(told % {"record": record, "day": writing.day(hold.protected_until)})
