"""What the two units do with a request: the asked one answers, the asking one confirms. Each side is told of the other's step."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.kit import store
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.workspace.handovers.models import Handover
from xianji.workspace.notices.telling import tell

State = Handover.State
KIND = "handover"
NOT_ASKED = gettext_lazy("Only somebody of the asked unit can answer this.")
NOT_ASKING = gettext_lazy("Only who asked for it can confirm it.")


def is_asked(request: Handover, who: Any) -> bool:
    """Its head, or somebody of the asked unit or below it; where a unit asks the one above, nobody of its own."""
    if who.is_system or who.person_id == request.owner_id:
        return bool(who.is_system)
    unit, asking = request.to_unit, request.from_unit
    is_own = asking is not None and who.unit_path.startswith(asking.path)
    return who.person_id == unit.head_id or (who.unit_path.startswith(unit.path) and not is_own)


def is_asking(request: Handover, who: Any) -> bool:
    """Who asked, and those above."""
    reach = who.reach("workspace.handover.confirm")
    is_above = reach is not None and reach.holds_path(request.org_path)
    return bool(who.is_system or who.person_id == request.owner_id or is_above)


@action(Handover, when=State.REQUESTED, then=State.ACCEPTED, label=pgettext_lazy("request", "Accept"), icon="check", primary=True,
        only_for=is_asked, not_for=NOT_ASKED,
        says=gettext_lazy("Your unit takes it on by this day; whoever asked is told."))  # fmt: skip
def accept(request: Handover, *, by: Any, agreed_on: date | None = None) -> None:
    """The unit takes it on, by the wished day or another one that is agreed."""
    if agreed_on is not None and agreed_on < timezone.localdate():
        raise Refused("", {"agreed_on": [_("“%(day)s” is past. Choose today or a later day.") % {"day": agreed_on}]})
    request.agreed_on = agreed_on or request.agreed_on
    request.accepted_at, request.accepted_by_id = timezone.now(), by.person_id
    told(request, by, "accept", gettext_noop("%(who)s accepted your request: %(title)s"))


@action(Handover, when=State.REQUESTED, then=State.REJECTED, label=pgettext_lazy("request", "Reject"), icon="circle-x",
        danger=True, only_for=is_asked, not_for=NOT_ASKED, says=gettext_lazy("Whoever asked reads the reason."))  # fmt: skip
def reject(request: Handover, *, by: Any, why: str) -> None:
    """The unit does not take it on, and says why."""
    request.answer = why
    told(request, by, "reject", gettext_noop("%(who)s rejected your request: %(title)s"), why)


@action(Handover, when=State.ACCEPTED, then=State.DONE, label=gettext_lazy("Done"), icon="checks", primary=True,
        only_for=is_asked, not_for=NOT_ASKED, says=gettext_lazy("Whoever asked is told and confirms it."))  # fmt: skip
def finish(request: Handover, *, by: Any, note: str = "") -> None:
    """The asked unit has done it; the asking one confirms."""
    request.done_at, request.answer = timezone.now(), note or request.answer
    told(request, by, "finish", gettext_noop("%(who)s has done what you asked for: %(title)s"), note)


@action(Handover, when=State.DONE, then=State.CONFIRMED, label=gettext_lazy("Confirm"), icon="circle-check", primary=True,
        only_for=is_asking, not_for=NOT_ASKING,
        says=gettext_lazy("How good the work together was, from 1 for poor to 5 for very good."))  # fmt: skip
def confirm(request: Handover, *, by: Any, rating: int) -> None:
    """It is as it was asked for; from 1 to 5, how good the work together was."""
    request.rating = rating
    told(request, by, "confirm", gettext_noop("%(who)s confirmed: %(title)s"))


@action(Handover, when=State.DONE, then=State.ACCEPTED, label=gettext_lazy("Not done yet"), icon="arrow-back-up",
        only_for=is_asking, not_for=NOT_ASKING,
        says=gettext_lazy("It goes back to the unit, which reads what is missing."))  # fmt: skip
def send_back(request: Handover, *, by: Any, why: str) -> None:
    """Something is missing; the asked unit goes on."""
    request.done_at, request.answer = None, why
    told(request, by, "send_back", gettext_noop("%(who)s sent this back: %(title)s"), why)


def told(request: Handover, by: Any, step: str, message: str, text: str = "") -> None:
    """The other side: who asked hears of answers, who accepted hears of what became of it."""
    to = request.accepted_by_id if step in ("confirm", "send_back") else request.owner_id
    if to is not None and to != by.person_id:
        values = {"who": by.name, "title": request.title}
        tell([to], kind=KIND, message=message, values=values, key=f"handover:{request.pk}:{request.version}:{step}",
             about=request, text=text)  # fmt: skip


def ask(requests: list[tuple[Handover, dict[str, Any]]]) -> None:
    """Follows every write: a new request is told to the head of the asked unit, or to all of it where it has none."""
    for request, changed in requests:
        if "to_unit_id" not in changed or request.state != State.REQUESTED:
            continue
        values = {"who": str(request.owner or ""), "title": request.title, "day": str(request.agreed_on)}
        tell(request.told(), kind=KIND, message=gettext_noop("%(who)s asks your unit by %(day)s: %(title)s"), values=values,
             key=f"handover:{request.pk}", about=request, text=request.text)  # fmt: skip


def connect() -> None:
    if ask not in store.follows(Handover):
        store.follow(Handover, ask)
