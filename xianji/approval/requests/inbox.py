"""What waits for somebody, what they asked, what they decided and what was copied to them: each a page of an index, however
many there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Min

from xianji.approval.absences.deputies import stood_in_for
from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.models import Copy, Request, Seat
from xianji.approval.requests.telling import because, facts, time_left

SIZE = 30
MOST = 99
"""A count beyond this is told as 99+."""
WAITING, ASKED, DECIDED, COPIED = "waiting", "asked", "decided", "copied"


@dataclass
class Part:
    """One page: the cards and the mark of the next page."""

    cards: list[dict[str, Any]]
    after: str = ""


def waiting_for(person_id: int) -> Any:
    """The open seats that this person may speak for, never on their own requests."""
    people = {person_id} | stood_in_for(person_id)
    rows = Seat.objects.filter(person__in=people, state=Seat.State.OPEN, request__deleted_at=None)
    return rows.exclude(request__asked_by=person_id).exclude(request__owner=person_id)


def waiting(who: Any) -> int:
    """The number beside the menu item."""
    return count(who.person_id) if who.person_id else 0


def count(person_id: int) -> int:
    """How many requests wait, up to one more than is told; one waits once, in however many roles somebody is asked."""
    return waiting_for(person_id).values("request").distinct()[: MOST + 1].count()


def part(person_id: int, show: str, after: int = 0) -> Part:
    """Thirty cards, the longest waiting first where they wait, else the newest."""
    if show == WAITING:
        return _waiting(person_id, after)
    if show == ASKED:
        rows = Request.unscoped.filter(asked_by=person_id, deleted_at=None).select_related("asked_by").order_by("-id")
        found = list((rows.filter(pk__lt=after) if after else rows)[: SIZE + 1])
        return _part([card(one, is_asked=True) for one in found], [one.pk for one in found])
    if show == COPIED:
        copies = Copy.objects.filter(person=person_id, request__deleted_at=None).select_related("request__asked_by")
        rows = list((copies.filter(pk__lt=after) if after else copies).order_by("-id")[: SIZE + 1])
        return _part([card(one.request, is_asked=False) for one in rows], [one.pk for one in rows])
    seats = Seat.objects.filter(decided_by=person_id).select_related("request__asked_by").order_by("-decided_at", "-id")
    if after and (last := Seat.objects.filter(pk=after, decided_by=person_id).first()):
        seats = seats.filter(decided_at__lte=last.decided_at).exclude(decided_at=last.decided_at, pk__gte=last.pk)
    rows = list(seats[: SIZE + 1])
    return _part([card(one.request, is_asked=True) | {"said": one} for one in rows], [one.pk for one in rows])


def _waiting(person_id: int, after: int) -> Part:
    firsts = waiting_for(person_id).values("request").annotate(first=Min("pk")).filter(first__gt=after).order_by("first")
    seats = Seat.objects.filter(pk__in=firsts.values("first")[: SIZE + 1])
    rows = list(seats.select_related("request__asked_by", "person").order_by("id"))
    cards = [
        card(one.request, is_asked=True)
        | {"for_whom": str(one.person) if one.person_id != person_id else "", "may_decide": True}
        for one in rows
    ]
    part = _part(cards, [one.pk for one in rows])
    return Part(sorted(part.cards, key=urgency), part.after)


def urgency(one: dict[str, Any]) -> tuple[bool, Any]:
    """What is due first, then what waits longest."""
    due = one["request"].due_at
    return due is None, due or one["request"].created_at


def _part(cards: list[dict[str, Any]], ids: list[int]) -> Part:
    return Part(cards[:SIZE], str(ids[SIZE - 1]) if len(ids) > SIZE else "")


def card(request: Request, *, is_asked: bool) -> dict[str, Any]:
    kind = kind_of(request.about_label)
    return {
        "request": request, "facts": facts(request, is_asked=is_asked), "because": because(request),
        "left": time_left(request.due_at) if request.state == Request.State.PENDING else {"text": "", "tone": ""},
        "in_bulk": bool(kind and kind.in_bulk), "tone": Request.tones.get(request.state, ""), "for_whom": "", "may_decide": False,
    }  # fmt: skip
