"""What happens without anybody deciding: reminders, deadlines that pass, people who leave or go away."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.approval.absences.deputies import deputies_of
from xianji.approval.absences.models import Absence
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.notices import announce
from xianji.approval.requests.rules import UPWARDS, Stage
from xianji.approval.requests.seating import entrust, move_on
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.org.models import Person
from xianji.org.people.history import supervisor_on

MOST = 500
"""Steps looked after in one round; the next round goes on."""


def remind(now: Any = None) -> int:
    """Those who are asked hear of it once before the deadline, and once with the asker and their superior after it; then the
    step stays, or goes up where its chain says so. Returns how many steps were due."""
    at = now or timezone.now()
    due = list(Step.objects.filter(state=Step.State.OPEN, next_at__lte=at).order_by("next_at")[:MOST])
    return sum(tell(step, at) for step in due)


def tell(step: Step, now: Any) -> bool:
    """Taken by one worker alone."""
    with store.whole():
        is_late = step.due_at is None or step.due_at <= now
        mine = Step.objects.filter(pk=step.pk, state=Step.State.OPEN, next_at=step.next_at)
        if not mine.update(next_at=None if is_late else step.due_at):
            return False
        request = lock(step.request)
        seats = list(Seat.objects.filter(step=step, state=Seat.State.OPEN).select_related("request", "step"))
        announce(request, "late" if is_late else "reminded", [one.person_id for one in seats])
        if is_late:
            announce(request, "late", [request.asked_by_id, *superiors_of(seats)])
            if Stage.read(step.stage).late == UPWARDS:
                move(request, seats, upwards=True)
    return True


def superiors_of(seats: list[Seat]) -> list[int | None]:
    found = [supervisor_on(Person(pk=one.person_id), timezone.localdate()) for one in seats]
    return [one.pk for one in found if one]


def move(request: Request, seats: list[Seat], *, upwards: bool = False) -> None:
    """Each seat to the next person, written down as one deed; where nobody is left the asker is told."""
    for one in seats:
        one.request = request
        move_on(one, upwards=upwards)
    store.change(request, verb="move_on")
    if not Seat.objects.filter(request=request, state=Seat.State.OPEN).exists():
        announce(request, "nobody", [request.asked_by_id])


def people_changed(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
    """Follower of people: who leaves is asked no longer."""
    gone = [record.pk for record, changed in told if changed.get("state", ("", ""))[1] == "left"]
    if gone:
        vacate(Q(person__in=gone))


def vacate(condition: Q) -> int:
    """The open seats of people who cannot decide any more go on. Returns of how many requests."""
    seats = Seat.objects.filter(condition, state=Seat.State.OPEN).select_related("request", "step").order_by("request_id", "pk")
    of_requests: dict[int, list[Seat]] = {}
    for one in seats[:MOST]:
        of_requests.setdefault(one.request_id, []).append(one)
    for several in of_requests.values():
        with store.whole():
            move(lock(several[0].request), several)
    return len(of_requests)


def absences_changed(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
    """Follower of absences: one that has begun is told to the deputy at once."""
    rows = [record for record, changed in told if {"deputy_id", "from_on", "to_on"} & changed.keys()]
    began(rows)


def begin_absences() -> int:
    today = timezone.localdate()
    rows = Absence.unscoped.filter(began_at=None, deleted_at=None, from_on__lte=today, to_on__gte=today)
    return began(list(rows[:MOST]))


def began(rows: list[Absence]) -> int:
    """Deputies see what waits for those who are away today, and are told once of each request."""
    today, count = timezone.localdate(), 0
    for row in rows:
        if row.deleted_at or row.owner_id is None or not row.from_on <= today <= row.to_on:
            continue
        deputy = deputies_of({row.owner_id}).get(row.owner_id, row.deputy_id)
        waiting = Seat.objects.filter(person=row.owner_id, state=Seat.State.OPEN).values_list("request_id", flat=True)
        requests = list(Request.unscoped.filter(pk__in=waiting[:MOST]))
        entrust([one.pk for one in requests], {deputy})
        for one in requests:
            announce(one, "deputy", [deputy])
        Absence.unscoped.filter(pk=row.pk).update(began_at=timezone.now())
        count += 1
    return count


def look_after() -> None:
    """Every few minutes: all of it."""
    begin_absences()
    vacate(Q(person__user=None) | Q(person__user__is_active=False))
    remind()
