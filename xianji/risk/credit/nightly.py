"""What the clock does with limits: those that begin and those that end, set by set."""

from datetime import date

from django.utils import timezone

from xianji.kit import sets, store
from xianji.risk.credit.keeping import keep
from xianji.risk.limits.actions import replace
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding

State = CreditLimit.State


def look_after(on: date | None = None) -> None:
    day = on or timezone.localdate()
    end(day)
    begin(day)
    keep(CreditStanding.objects.exclude(rating="").values_list("pk", flat=True), on=day)


def end(day: date) -> int:
    """Limits whose last day is over."""
    rows = CreditLimit.unscoped.filter(state__in=(*GRANTED, State.APPROVED), to_on__lt=day, deleted_at=None)
    return sets.change_many(rows, {"state": State.EXPIRED}, verb="expire", source="job")


def begin(day: date) -> None:
    """Limits that were approved for a later day; each ends the one before it."""
    for limit in CreditLimit.unscoped.filter(state=State.APPROVED, from_on__lte=day, deleted_at=None).order_by("pk"):
        with store.whole():
            replace(limit)
            limit.state = State.ACTIVE
            store.change(limit, verb="begin", source="job")
