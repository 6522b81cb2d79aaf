"""How a person's request is answered: first who they are, then what they ask, within the days of the law."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.administration.retention.actions import held_by
from xianji.administration.subjects import rules
from xianji.administration.subjects.models import SubjectRequest
from xianji.audit.erasing import erase_record
from xianji.customers.consents.rules import RESTRICTED
from xianji.customers.consents.writing import write_down
from xianji.kit import store
from xianji.kit.actions import action, afterwards, lock
from xianji.kit.forgetting.keeping import forget_all
from xianji.kit.refusals import Refused
from xianji.lib.actor import Actor

State = SubjectRequest.State


def asks(*kinds: str) -> Callable[[Any, Actor], bool]:
    return lambda request, _who: request.kind in kinds


def may_restrict(request: Any, _who: Actor) -> bool:
    """As asked, or instead of deleting what must be kept."""
    return request.kind == rules.RESTRICT or (request.kind == rules.DELETE and bool(held(request)))


def held(request: Any) -> str:
    return next((number for one in request.records() if (number := held_by(one))), "")


@action(SubjectRequest, when=State.RECEIVED, then=State.VERIFIED, label=gettext_lazy("Person verified"), icon="user-check",
        primary=True,
        says=gettext_lazy("By which paper, call-back or signature it is known that the person asks themselves. Nothing is "
                          "handed out before."))  # fmt: skip
def verify(request: SubjectRequest, *, by: Any, proof: str) -> None:
    """Who asks is who they say: by which paper, call-back or signature. Nothing is handed out before."""
    request.proof = proof[:300]


@action(SubjectRequest, when=State.VERIFIED, then=State.DONE, label=pgettext_lazy("request of a person", "Answered"),
        icon="check", primary=True, only_for=asks(*rules.TAKEN, rules.CORRECT),
        says=gettext_lazy("The file was handed out, or the data were corrected."))  # fmt: skip
def finish(request: SubjectRequest, *, by: Any, answer: str) -> None:
    """The file was handed out, or the data corrected."""
    if request.kind in rules.TAKEN and request.handed_at is None:
        raise Refused(_("Fetch the file of all that is held first; it is the answer."))
    close(request, answer)


@action(SubjectRequest, when=State.VERIFIED, then=State.DONE, label=gettext_lazy("Restrict"), icon="lock", primary=True,
        only_for=may_restrict,
        says=gettext_lazy("The data are kept and no longer used: nobody may write to or call the person."))  # fmt: skip
def restrict(request: SubjectRequest, *, by: Any, answer: str = "") -> None:
    """The data are kept and not used; every channel asks and hears no."""
    for record in request.records():
        write_down(record, RESTRICTED, source=request.number, through="web")
    close(request, answer)


@action(SubjectRequest, when=State.VERIFIED, then=State.DONE, label=gettext_lazy("Delete all about the person"), icon="eraser",
        danger=True, letter="A", only_for=asks(rules.DELETE),
        says=gettext_lazy("Everything about the person is erased, from the files and the journal too, and never comes back. "
                          "Orders and invoices stay, without the name."))  # fmt: skip
def forget(request: SubjectRequest, *, by: Any, answer: str = "") -> None:
    """Nothing is left in table, search, files, queue or journal; orders and invoices, which the law keeps, name nobody."""
    if number := held(request):
        told = _("These data are held by %(number)s and must be kept. Restrict them instead, and say so to the person.")
        raise Refused(told % {"number": number})
    close(request, answer)
    afterwards(lambda: carry_out(request))


def carry_out(request: SubjectRequest) -> None:
    """The request itself keeps no word of the person either; what went, and how much, is its evidence."""
    counts = forget_all(request.records(), request.number)
    row = lock(request)
    row.text, row.evidence = "", counts
    row.answer = row.answer or _("%(count)s traces were erased.") % {"count": sum(counts.values())}
    store.change(row, verb="carry_out", source="web")
    erase_record(row.label(), row.pk, {"text", "answer", "proof"}, row.number)


@action(SubjectRequest, when=(State.RECEIVED, State.VERIFIED), then=State.REFUSED,
        label=pgettext_lazy("request of a person", "Refuse"), icon="circle-x", danger=True,
        says=gettext_lazy("The person is told this reason."))  # fmt: skip
def refuse(request: SubjectRequest, *, by: Any, why: str) -> None:
    """With the reason that the person is told."""
    close(request, why)


def close(request: SubjectRequest, answer: str) -> None:
    request.answered_on, request.answer = timezone.localdate(), answer[:500]


def handed_out(request: SubjectRequest) -> None:
    """The file has left the house."""
    request.handed_at = timezone.now()
    store.change(request, verb="hand_out", source="web")
