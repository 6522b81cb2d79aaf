"""How long one may keep what one holds: from when it counts, and what extends it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from xianji.customers.pool.models import Hold
from xianji.customers.pool.rules import Terms
from xianji.customers.pool.subjects import Subject
from xianji.org.among import Among
from xianji.org.company.settled import company
from xianji.org.days.calendar import work_calendar
from xianji.org.days.places import abroad, calendar_at


def holds(subject: Subject, ids: Iterable[int]) -> dict[int, Hold]:
    """{record: its hold} of those that have one."""
    key = f"{subject.link}_id"
    return {getattr(one, key): one for one in Hold.objects.filter(Among(subject.link, ids))}


def hold_of(subject: Subject, record: Any) -> Hold:
    """The hold of one record, a new one where there was none: it counts from the record's first day."""
    return Hold.objects.filter(**{subject.link: record.pk}).first() or Hold(
        **{f"{subject.link}_id": record.pk}, since=record.created_at
    )


def begin(subject: Subject, ids: Iterable[int], follow_by: datetime | None = None) -> None:
    """From now on somebody else holds these."""
    wanted, now = list(ids), timezone.now()
    there = holds(subject, wanted)
    for one in there.values():
        one.begin(now, follow_by)
    fields = [field.name for field in Hold._meta.concrete_fields if not field.primary_key]
    Hold.objects.bulk_update(there.values(), fields, batch_size=500)
    fresh = [Hold(**{f"{subject.link}_id": pk}, since=now, follow_by=follow_by) for pk in wanted if pk not in there]
    Hold.objects.bulk_create(fresh, batch_size=500)


def end(subject: Subject, ids: Iterable[int]) -> None:
    """Nobody holds these any more."""
    Hold.objects.filter(Among(subject.link, ids)).delete()


def follow_by(terms: Terms, path: str, now: datetime) -> datetime | None:
    """Until when the first follow-up is asked for: by the clock, or in working hours of the place."""
    if terms.first_working is not None:
        home = company().country or ""
        calendar = calendar_at(path, abroad(home), home) if path else work_calendar(home)
        return calendar.add_working_hours(timezone.localtime(now), terms.first_working)
    return now + timedelta(hours=terms.first) if terms.first is not None else None


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
