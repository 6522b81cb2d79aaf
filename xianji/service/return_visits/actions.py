"""What people do with a return visit: note what was said, note that nobody was reached, or say that none is needed."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.actions import PUT_BACK, action, afterwards
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.service.return_visits import rules
from xianji.service.return_visits.answering import follow_answer
from xianji.service.return_visits.models import ReturnVisit

State, Channel = ReturnVisit.State, ReturnVisit.Channel


@action(ReturnVisit, when=State.DUE, then=State.DONE, label=gettext_lazy("Note the answer"), icon="message", primary=True,
        alone=True)  # fmt: skip
def finish(
    visit: ReturnVisit, *, by: Any, result: ReturnVisit.Result, said: str, channel: ReturnVisit.Channel = Channel.PHONE,
    for_product: int | None = None, for_delivery: int | None = None, for_service: int | None = None,
    done_on: date | None = None,
) -> None:  # fmt: skip
    """How satisfied they are and what they said; where they are dissatisfied, whoever answers for them has a day to take it
    up."""
    if not said.strip():
        raise Refused("", {"said": [_("Write down what the customer said.")]})
    visit.result, visit.said, visit.channel = result, said.strip(), channel
    visit.for_product, visit.for_delivery, visit.for_service = for_product, for_delivery, for_service
    visit.done_on = past(done_on, field="done_on")
    if by.person_id and visit.caller_id is None:
        visit.caller_id = by.person_id
    afterwards(lambda: follow_answer(visit))


@action(ReturnVisit, when=State.DUE, then=(State.DUE, State.UNREACHED), label=gettext_lazy("Nobody answered"), icon="phone-off",
        alone=True)  # fmt: skip
def try_in_vain(visit: ReturnVisit, *, by: Any) -> str:
    """Counted once a day; on the third day it is left."""
    today = timezone.localdate()
    if visit.tried_on == today:
        raise Refused(_("It was tried today already. A further try counts on another day."))
    visit.tries, visit.tried_on = visit.tries + 1, today
    if not rules.is_given_up(visit.tries):
        return State.DUE
    visit.done_on = today
    return State.UNREACHED


@action(ReturnVisit, when=State.DUE, then=State.DROPPED, label=pgettext_lazy("return visit", "Not needed"), icon="circle-x",
        danger=True, undo=PUT_BACK)  # fmt: skip
def drop(visit: ReturnVisit, *, by: Any, why: str) -> None:
    """It would help nothing here; the reason stays."""
    visit.why = why.strip()[:200]
