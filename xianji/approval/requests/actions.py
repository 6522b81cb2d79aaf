"""What people do with a request: decide, pass on, ask one more, take back."""

from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.approval.requests import rules
from xianji.approval.requests.copying import copy
from xianji.approval.requests.deciding import decide, ended, has_a_say, is_asked, is_askers, my_seats, said
from xianji.approval.requests.holders import at_work, may_stand_in
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.rules import Stage
from xianji.approval.requests.seating import APART, advance, barred, insert, seat
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.org.models import Person

State = Request.State
SEE = "approval.request.view"


class Order(TextChoices):
    BEFORE = "before", gettext_lazy("Before me")
    AFTER = "after", gettext_lazy("After me")


@action(Request, when=State.PENDING, then=(State.PENDING, State.APPROVED), label=gettext_lazy("Approve"), icon="check",
        permission=SEE, primary=True, only_for=is_asked, alone=True)  # fmt: skip
def approve(request: Request, *, by: Any, comment: str = "") -> str:
    """Agree; when everybody has who must, what was asked for is done."""
    return decide(request, by, Seat.State.APPROVED, comment.strip())


@action(Request, when=State.PENDING, then=State.RETURNED, label=pgettext_lazy("approval", "Return"), icon="arrow-back-up",
        permission=SEE, only_for=is_asked, alone=True)  # fmt: skip
def send_back(request: Request, *, by: Any, comment: str) -> None:
    """Back to the asker, with what is to be mended."""
    decide(request, by, Seat.State.RETURNED, said(comment, _("Say what is to be mended.")))


@action(Request, when=State.PENDING, then=(State.PENDING, State.REJECTED), label=gettext_lazy("Reject"), icon="circle-x",
        permission=SEE, danger=True, only_for=is_asked, alone=True)  # fmt: skip
def reject(request: Request, *, by: Any, comment: str) -> str:
    """No, and why; the request is over as soon as not enough others can agree any more."""
    return decide(request, by, Seat.State.REJECTED, said(comment, _("Say why.")))


@action(Request, when=State.PENDING, label=gettext_lazy("Delegate"), icon="user-share", permission=SEE, only_for=is_asked,
        alone=True)  # fmt: skip
def delegate(request: Request, *, by: Any, to: Person, comment: str = "") -> None:
    """Somebody with the same authority decides instead."""
    seats = my_seats(request, by)
    step = seats[0].step
    must_be_free(request, step, to)
    parties = Stage.read(step.stage).parties
    for one in seats:
        if not may_stand_in(to, parties[one.party // APART]):
            told = _("%(person)s may not decide this: it takes the same role or position.")
            raise Refused("", {"to": [told % {"person": to}]})
    given = {"state": Seat.State.DELEGATED, "decided_by": by.person_id, "decided_at": timezone.now(), "comment": comment.strip()}
    for one in seats:
        Seat.objects.filter(pk=one.pk).update(**given)
        seat(request, step, [(one.party, to)], came_from=one)
    request.word = comment.strip()


@action(Request, when=State.PENDING, label=gettext_lazy("Add a signer"), icon="user-plus", permission=SEE, only_for=is_asked,
        alone=True)  # fmt: skip
def add_signer(request: Request, *, by: Any, to: Person, place: Order = Order.AFTER, comment: str = "") -> None:
    """One more must agree, before or after."""
    step = my_seats(request, by)[0].step
    must_be_free(request, step, to)
    stage = Stage.read(step.stage)
    more = Stage((rules.person(to.pk),), 0, stage.hours, stage.days, stage.late)
    request.word = comment.strip()
    if Order(place) == Order.AFTER:
        insert(request, step.place + 1, more, by.person_id)
        return
    if step.seats.filter(state__in=(Seat.State.APPROVED, Seat.State.REJECTED)).exists():
        raise Refused("", {"place": [_("Somebody has decided in this step already, so a signer can only come after it.")]})
    step.seats.filter(state=Seat.State.OPEN).update(state=Seat.State.CLOSED)
    Step.objects.filter(pk=step.pk).update(state=Step.State.WAITING, opened_at=None, due_at=None, next_at=None)
    insert(request, step.place, more, by.person_id)
    advance(request)


@action(Request, when=State.PENDING, label=gettext_lazy("Copy to"), icon="send", permission=SEE, only_for=has_a_say,
        alone=True)  # fmt: skip
def copy_to(request: Request, *, by: Any, to: Person, comment: str = "") -> None:
    """Somebody else reads it, and hears how it ends."""
    if not at_work().filter(pk=to.pk).exists():
        raise Refused("", {"to": [_("%(person)s cannot sign in here. Choose somebody else.") % {"person": to}]})
    request.word = comment.strip()
    copy(request, [to.pk], by.person_id)


@action(Request, when=State.PENDING, then=State.WITHDRAWN, label=pgettext_lazy("approval", "Withdraw"), icon="arrow-back-up",
        permission=SEE, danger=True, only_for=is_askers, alone=True)  # fmt: skip
def withdraw(request: Request, *, by: Any, comment: str = "") -> None:
    """The asker takes the question back."""
    request.word = comment.strip()
    ended(request, None, by, State.WITHDRAWN)


def must_be_free(request: Request, step: Step, to: Person) -> None:
    """Somebody who works here, did not ask, and is not asked in this step already."""
    told = ""
    if to.pk in barred(request):
        told = _("Nobody decides on their own request; choose somebody else.")
    elif not at_work().filter(pk=to.pk).exists():
        told = _("%(person)s cannot sign in here. Choose somebody else.") % {"person": to}
    elif step.seats.filter(person=to, state__in=(Seat.State.OPEN, Seat.State.APPROVED, Seat.State.REJECTED)).exists():
        told = _("%(person)s is asked in this step already.") % {"person": to}
    if told:
        raise Refused("", {"to": [told]})
