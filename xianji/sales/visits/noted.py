"""When a check-in was noted, beside when it is said to have been."""

from datetime import timedelta

from django.utils import timezone

from xianji.audit.models import Entry
from xianji.kit.web import writing
from xianji.sales.visits.models import Visit

SOON = timedelta(hours=24)


def late(visit: Visit) -> str:
    """The moment at which it was noted, where that is more than a day after the visit; the journal knows it."""
    if visit.checked_in_at is None:
        return ""
    rows = Entry.objects.filter(label=visit.label(), record_id=visit.pk, verb="check_in").order_by("-id")
    at = rows.values_list("at", flat=True).first()
    return writing.moment(timezone.localtime(at)) if at is not None and at - visit.checked_in_at > SOON else ""
