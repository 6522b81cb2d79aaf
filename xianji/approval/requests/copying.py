"""Whom a request was copied to: they read it and hear how it ends; they decide nothing."""

from collections.abc import Iterable

from xianji.approval.requests.models import Copy, Request
from xianji.approval.requests.notices import announce
from xianji.approval.requests.seating import barred, entrust


def copy(request: Request, people: Iterable[int], by_id: int | None) -> None:
    """Each once; they are told."""
    wanted = set(people) - copied(request)
    Copy.objects.bulk_create([Copy(request=request, person_id=one, by_id=by_id) for one in wanted], ignore_conflicts=True)
    entrust([request.pk], wanted)
    announce(request, "copied", wanted)


def copied(request: Request) -> set[int]:
    return set(Copy.objects.filter(request=request).values_list("person_id", flat=True))


def listening(request: Request) -> set[int]:
    """Who hears how it ends: whose it is, and whom it was copied to."""
    return barred(request) | copied(request)
