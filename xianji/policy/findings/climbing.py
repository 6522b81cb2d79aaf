"""Climbing the ladders: each rung of a missed duty is reached once, and those it names are told once, in one notice per
person, control and rung however many cases there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from xianji.kit.controls import Control
from xianji.kit.ladders import OWNER, Ladder, Rung
from xianji.lib.calendars import WorkCalendar
from xianji.org.company.settled import company
from xianji.org.days.places import by_place, calendar_at
from xianji.policy.findings.above import Above
from xianji.policy.findings.models import MISSED, Finding

State = Finding.State
MONTHS_APART = 62
"""Days within which the miss before must lie to be the one before."""
AT_ONCE = 5_000
"""Findings whose hours are counted in one look; the others wait for the next."""


@dataclass(frozen=True)
class Telling:
    """One person hears of the cases of one control that reached one rung."""

    person: int
    control: Control
    rung: Rung
    position: int
    cases: int
    oldest: date
    example: str
    owners: tuple[int | None, ...]
    instead_of: int | None = None
    """Who is away, where the person is told as their deputy."""

    @property
    def is_ahead(self) -> bool:
        return self.rung.after < 0


def climb(control: Control, now: datetime, above: Above) -> list[Telling]:
    """Bring the findings of one control to the rungs that they have reached by this moment; returns whom to tell."""
    ladder = control.missed.on(timezone.localdate(now))
    steps = _by_hours if ladder.in_hours else _by_days
    found: list[Telling] = []
    for position, rung in enumerate(ladder.rungs, start=1):
        found += _tellings(control, rung, position, steps(control, ladder, position, now, above), above)
    return found


def latest_due(calendar: WorkCalendar, on: date, after: int) -> date:
    """The last due day for which so many working days have passed on a day; before the due day when negative."""
    if after < 0:
        return calendar.add_workdays(on, -after)
    today = on if calendar.is_workday(on) else calendar.add_workdays(on, -1)
    return (calendar.add_workdays(today, 1 - after) if after > 1 else today) - timedelta(days=1)


def _by_days(control: Control, ladder: Ladder, position: int, now: datetime, above: Above) -> list[dict[str, Any]]:
    """The groups of cases that stand on this rung from today on."""
    on, rung = timezone.localdate(now), ladder.rungs[position - 1]
    states = [State.DUE] if rung.after < 0 else MISSED
    rows = Finding.unscoped.filter(control=control.full_name, state__in=states, rung__lt=position)
    latest = by_place(lambda calendar: latest_due(calendar, on, rung.after), places=above.places)
    rows = rows.filter(Q(counts_from=None) | Q(counts_from__lte=latest), due_on__lte=latest)
    if ladder.misses > 1:
        rows = rows.filter(Exists(_before()))
    return _reach(rows, rung, position)


def _before() -> QuerySet:
    """The miss before this one, of the same duty on the same object."""
    same = Finding.unscoped.filter(control=OuterRef("control"), about_id=OuterRef("about_id")).exclude(state=State.EXCEPTED)
    return same.filter(due_on__lt=OuterRef("due_on"), due_on__gte=OuterRef("due_on") - timedelta(days=MONTHS_APART))


def _by_hours(control: Control, ladder: Ladder, position: int, now: datetime, above: Above) -> list[dict[str, Any]]:
    """The same by working hours from the due moment; events are few, so each is looked at."""
    home, rung = company().country or "", ladder.rungs[position - 1]
    rows = Finding.unscoped.filter(control=control.full_name, state__in=MISSED, rung__lt=position).order_by("due_on", "pk")
    rows = rows.filter(Q(counts_from=None) | Q(counts_from__lte=timezone.localdate(now)))
    reached = [
        pk for pk, path, later, due_on, due_at in rows.values_list("pk", "org_path", "counts_from", "due_on", "due_at")[:AT_ONCE]
        if calendar_at(path, above.places, home).add_working_hours(
            _moment(later, None, now) if later else _moment(due_on, due_at, now), rung.after
        ) <= now
    ]  # fmt: skip
    return _reach(Finding.unscoped.filter(pk__in=reached), rung, position) if reached else []


def _moment(due_on: date, due_at: datetime | None, now: datetime) -> datetime:
    """When a duty was due, by the company's clock, as working hours are; one without an hour is due when its day ends."""
    return timezone.localtime(due_at or datetime.combine(due_on + timedelta(days=1), time(), timezone.localtime(now).tzinfo))


def _reach(rows: QuerySet, rung: Rung, position: int) -> list[dict[str, Any]]:
    """Group the cases by whose they are, then mark them all: in the caller's transaction."""
    asked = {"cases": Count("pk"), "oldest": Min("due_on"), "example": Min("about_title")}
    groups = list(rows.order_by().values("owner_id", "org_path").annotate(**asked))
    if groups:
        further = {} if rung.after <= 0 or rung.tells == (OWNER,) else {"state": State.ESCALATED}
        rows.update(rung=position, updated_at=timezone.now(), version=F("version") + 1, **further)
    return groups


def _tellings(control: Control, rung: Rung, position: int, groups: Iterable[dict[str, Any]], above: Above) -> list[Telling]:
    """What each person hears: the cases of all whose they are, added up; of each case once."""
    heard: dict[tuple[int, int | None], list[dict[str, Any]]] = {}
    for group in groups:
        people = [person for who in rung.tells
                  for person in above.told(who, group["owner_id"], group["org_path"], control.responsible)]  # fmt: skip
        for pair in above.hear(people).items():
            heard.setdefault(pair, []).append(group)
    return [
        Telling(
            person, control, rung, position, sum(one["cases"] for one in own), min(one["oldest"] for one in own),
            own[0]["example"], tuple(dict.fromkeys(one["owner_id"] for one in own)), instead_of,
        )
        for (person, instead_of), own in heard.items()
    ]  # fmt: skip
