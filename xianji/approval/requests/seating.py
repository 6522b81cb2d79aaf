"""Who is asked now: steps are opened one after the other, and their seats filled, moved and closed."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from xianji.approval.absences.deputies import deputies_of
from xianji.approval.requests.holders import Matter, holders, superiors
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.notices import announce
from xianji.approval.requests.rules import Stage, Who
from xianji.approval.requests.times import due_at, reminder_at
from xianji.org.models import Person, Share

APART = 100
"""A party's number is its place in the stage times this; holders who are parties of their own count on from there."""


def matter_of(request: Request) -> Matter:
    return Matter(request.at_unit_id, request.asked_by_id, request.about_label)


def barred(request: Request) -> set[int]:
    """Nobody decides on their own request, nor on one that has become theirs."""
    return {pk for pk in (request.asked_by_id, request.owner_id) if pk}


def parties(request: Request, stage: Stage) -> tuple[list[tuple[int, Person]], list[Who]]:
    """(party, person) of all who are asked, without the asker; and the parties that nobody holds at all."""
    made: list[tuple[int, Person]] = []
    nobody: list[Who] = []
    not_these, matter = barred(request), matter_of(request)
    for place, who in enumerate(stage.parties):
        found = holders(who, matter)
        if not found:
            nobody.append(who)
        others = [one for one in found if one.pk not in not_these]
        made += [(place * APART + (at if who.each else 0), one) for at, one in enumerate(others[: APART - 1])]
    return made, nobody


def advance(request: Request) -> bool:
    """Open the next step; one that only the asker could decide is skipped. True when none is left."""
    for step in request.steps.filter(state=Step.State.WAITING).order_by("place", "pk"):
        if opened(request, step):
            return False
    request.step_name, request.due_at = "", None
    return True


def opened(request: Request, step: Step) -> bool:
    """Seat those who are asked; where nobody holds it any more the asker's superior is. False when it is skipped."""
    stage, now = Stage.read(step.stage), timezone.now()
    asked, nobody = parties(request, stage)
    if nobody and not asked:
        asked = [(0, one) for one in superiors(request.asked_by_id) if one.pk not in barred(request)]
    if not asked and not nobody:
        step.state, step.closed_at = Step.State.SKIPPED, now
        step.save()
        return False
    step.state, step.opened_at, step.due_at = Step.State.OPEN, now, due_at(stage, request.at_unit_id, now)
    step.next_at = reminder_at(now, step.due_at) if step.due_at else None
    step.save()
    seat(request, step, asked)
    request.due_at = step.due_at
    return True


def seat(request: Request, step: Step, asked: list[tuple[int, Person]], came_from: Seat | None = None) -> None:
    """They may see the request from now on, as may the deputies of those who are away; all are told."""
    Seat.objects.bulk_create(
        Seat(step=step, request=request, party=party, person=one, came_from=came_from) for party, one in asked
    )
    people = {one.pk for _party, one in asked}
    entrust([request.pk], people | set(deputies_of(people).values()))
    name_those_asked(request)
    announce(request, "asked", people)


def entrust(requests: list[int], people: set[int]) -> None:
    """Who is asked, or stands in, sees what it is about."""
    rows = [Share(label=Request.label(), record_id=pk, person_id=one) for pk in requests for one in people]
    Share.objects.bulk_create(rows, ignore_conflicts=True)


def name_those_asked(request: Request) -> None:
    """With whom it is now, in one line."""
    names = Seat.objects.filter(request=request, state=Seat.State.OPEN).order_by("pk").values_list("person__name", flat=True)
    told = list(dict.fromkeys(names[:5]))
    request.step_name = ", ".join(told[:3]) + (" …" if len(told) > 3 else "")


def close(request: Request, state: str, now: Any = None) -> None:
    """Nobody is asked any more; what was still open or to come is not needed."""
    at = now or timezone.now()
    Seat.objects.filter(request=request, state=Seat.State.OPEN).update(state=Seat.State.CLOSED)
    left = Step.objects.filter(request=request, state__in=(Step.State.OPEN, Step.State.WAITING))
    left.update(state=Step.State.CLOSED, closed_at=at)
    request.state, request.decided_at, request.step_name, request.due_at = state, at, "", None


def insert(request: Request, place: int, stage: Stage, by_id: int | None) -> Step:
    """A new step at this place; those behind move on by one."""
    Step.objects.filter(request=request, place__gte=place).update(place=F("place") + 1)
    return Step.objects.create(request=request, place=place, stage=stage.written(), added_by_id=by_id)


def move_on(one: Seat, *, upwards: bool = False) -> bool:
    """The seat of somebody who left, or is late, goes to the next who holds it, or to their superior; where others of the same
    party are still asked it is merely given up. True when somebody was asked anew."""
    request, step = one.request, one.step
    who = Stage.read(step.stage).parties[one.party // APART]
    others = Seat.objects.filter(step=step, party=one.party, state=Seat.State.OPEN).exclude(pk=one.pk)
    Seat.objects.filter(pk=one.pk).update(state=Seat.State.MOVED)
    if others.exists() and not upwards:
        name_those_asked(request)
        return False
    not_these = barred(request) | {one.person_id} | set(step.seats.values_list("person_id", flat=True))
    found = [] if upwards else [each for each in holders(who, matter_of(request)) if each.pk not in not_these]
    found = found or [each for each in superiors(one.person_id) if each.pk not in not_these]
    if not found and upwards:
        Seat.objects.filter(pk=one.pk).update(state=Seat.State.OPEN)
        return False
    seat(request, step, [(one.party, each) for each in found[:1]], came_from=one)
    return bool(found)
