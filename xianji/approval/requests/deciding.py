"""What those who are asked say, and what it comes to; the request's row is held while it is counted."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.approval.absences.deputies import stood_in_for
from xianji.approval.requests.copying import copied, listening
from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.granting import carry_out
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.notices import announce
from xianji.approval.requests.rules import APPROVED, OPEN, REJECTED, Stage, verdict
from xianji.approval.requests.seating import advance, barred, close, name_those_asked
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import Actor


def my_seats(request: Request, who: Actor) -> list[Seat]:
    """The open seats that the actor may speak for: their own and, today, those of people they stand in for; none on a request
    of their own. Asked once for a request at hand."""
    if who.person_id is None or who.person_id in barred(request):
        return []
    kept = request.__dict__.setdefault("_seats_of", {})
    key = (who.person_id, request.version)
    if key not in kept:
        rows = list(Seat.objects.filter(request=request, state=Seat.State.OPEN).select_related("step").order_by("pk"))
        mine = {who.person_id} | (stood_in_for(who.person_id) - barred(request) if rows else set())
        kept[key] = [one for one in rows if one.person_id in mine]
    return kept[key]


def is_asked(request: Request, who: Actor) -> bool:
    return bool(my_seats(request, who))


def is_askers(request: Request, who: Actor) -> bool:
    return who.person_id is not None and who.person_id in barred(request)


def has_a_say(request: Request, who: Actor) -> bool:
    return is_askers(request, who) or is_asked(request, who)


def said(comment: str, told: str) -> str:
    """Words that are needed."""
    if not comment.strip():
        raise Refused("", {"comment": [told]})
    return comment.strip()


def decide(request: Request, by: Actor, answer: str, comment: str) -> str:
    """Write it down, count the step, open the next, carry out the answer. Returns the request's state."""
    seats = my_seats(request, by)
    if not seats:
        raise NotPermitted(_("You are not asked here, or somebody else has decided already."))
    kind = kind_of(request.about_label)
    if kind and kind.heard:
        kind.heard(request, by.person_id, answer)
    now, step = timezone.now(), seats[0].step
    ids = [one.pk for one in seats]
    Seat.objects.filter(pk__in=ids).update(state=answer, decided_by=by.person_id, decided_at=now, comment=comment)
    request.word = comment
    if answer == Seat.State.RETURNED:
        return ended(request, step, by, Request.State.RETURNED)
    alike = Seat.objects.filter(step=step, state=Seat.State.OPEN, party__in={one.party for one in seats})
    alike.update(state=Seat.State.CLOSED)
    outcome = verdict(spoken(step).values(), Stage.read(step.stage).quorum)
    if outcome == REJECTED:
        return ended(request, step, by, Request.State.REJECTED)
    if outcome == OPEN:
        name_those_asked(request)
        return Request.State.PENDING
    Seat.objects.filter(step=step, state=Seat.State.OPEN).update(state=Seat.State.CLOSED)
    Step.objects.filter(pk=step.pk).update(state=Step.State.APPROVED, closed_at=now)
    if not advance(request):
        return Request.State.PENDING
    carry_out(request, request.yes, by, comment)
    close(request, Request.State.APPROVED, now)
    announce(request, "approved", listening(request))
    return Request.State.APPROVED


def spoken(step: Step) -> dict[int, str]:
    """{party: what it said}; one that has not spoken is open."""
    found: dict[int, str] = {}
    for party, state in Seat.objects.filter(step=step).values_list("party", "state"):
        if state in (APPROVED, REJECTED):
            found[party] = state
        elif state == Seat.State.OPEN:
            found.setdefault(party, OPEN)
    return found


def ended(request: Request, step: Step | None, by: Actor, state: str) -> str:
    """Returned, rejected or withdrawn: the verb for no is run, and nobody is asked any more."""
    people: set[Any] = listening(request)
    if state == Request.State.WITHDRAWN:
        people = copied(request) | set(request.seats.exclude(state=Seat.State.CLOSED).values_list("person_id", flat=True))
    if step is not None:
        Step.objects.filter(pk=step.pk).update(state=state, closed_at=timezone.now())
    carry_out(request, request.no, by, request.word)
    close(request, state)
    announce(request, str(state), people)
    return state
