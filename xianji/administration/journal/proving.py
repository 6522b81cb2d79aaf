"""Proving the journal from the screen; the outcome is an entry itself."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.audit.models import Entry
from xianji.audit.proof import Report, verify
from xianji.kit.jobs import start

LONG = 30_000
SHOWN = 5
VERB = "verify_journal"
JOB = "administration.verify_journal"


def is_long() -> bool:
    """Whether it would keep people waiting."""
    return Entry.objects.values("pk")[:LONG].count() == LONG


def later() -> Any:
    return start(JOB, _("Verify the journal"))


def prove() -> Report:
    """Walk the chain and write down what was found."""
    report = verify()
    record(Event(VERB, "audit.entry", reason=told(report)), source="web")
    return report


def told(report: Report) -> str:
    """The outcome in a sentence; of many problems the first few."""
    if not report.problems:
        return _("The journal is whole: %(count)s entries, %(erased)s values erased by law.") % {
            "count": f"{report.entries:,}", "erased": report.erased}  # fmt: skip
    first = "; ".join(report.problems[:SHOWN])
    return _("The journal is NOT whole, problems: %(count)s. %(first)s") % {"count": len(report.problems), "first": first}


def last() -> Entry | None:
    """When it was last proved, by whom, and with what outcome."""
    return Entry.objects.filter(label="audit.entry", record_id=None, verb=VERB).order_by("-id").first()
