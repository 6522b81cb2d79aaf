"""What people do in a negotiation."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.actions import PUT_BACK, action
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.org import single
from xianji.sales.negotiations import prepared
from xianji.sales.negotiations.models import Negotiation, Round

State = Negotiation.State


@action(Negotiation, when=State.PREPARED, then=State.IN_ROUND, label=pgettext_lazy("negotiation", "Begin"),
        icon="player-play", primary=True)  # fmt: skip
def begin(negotiation: Negotiation, *, by: Any) -> None:
    """Well prepared: what is missing is told."""
    if missing := prepared.lacking(negotiation):
        raise Refused(_("Before the first round there is missing: %(what)s.") % {"what": several(missing)})
    negotiation.begun_on = timezone.localdate()


@action(Negotiation, when=State.IN_ROUND, label=_("Note a round"), icon="messages", primary=True)
def offer(
    negotiation: Negotiation, *, by: Any, ours: Decimal, theirs: Decimal | None = None,
    mood: Negotiation.Mood = Negotiation.Mood.FACTUAL, note: str = "",
) -> None:  # fmt: skip
    """What was offered on both sides."""
    negotiation.ours, negotiation.theirs, negotiation.mood = ours, theirs, mood
    number = Round.objects.filter(negotiation=negotiation).count() + 1
    single.insert(
        Round(negotiation=negotiation, number=number, at=timezone.now(), by_id=by.person_id, ours=ours, theirs=theirs,
              mood=mood, note=note.strip())
    )  # fmt: skip


@action(Negotiation, when=State.IN_ROUND, then=State.AGREED, label=_("Agree"), icon="circle-check")
def agree(negotiation: Negotiation, *, by: Any, agreed_price: Decimal, memo: str) -> None:
    """Both sides say yes; the memo holds the terms that go into quote and contract."""
    negotiation.agreed_price, negotiation.memo = agreed_price, memo.strip()
    negotiation.ended_on = timezone.localdate()


@action(Negotiation, when=(State.IN_ROUND, State.PAUSED), then=State.NO_DEAL, label=_("No agreement"), icon="circle-x",
        danger=True)  # fmt: skip
def break_off(negotiation: Negotiation, *, by: Any, why: str) -> None:
    """Our alternative is the better one; the reason stays."""
    negotiation.ended_on = timezone.localdate()


@action(Negotiation, when=State.IN_ROUND, then=State.PAUSED, label=_("Pause"), icon="player-pause")
def pause(negotiation: Negotiation, *, by: Any, why: str) -> None:
    """Not now; the reason stays."""


@action(Negotiation, when=State.PAUSED, then=State.IN_ROUND, label=_("Go on"), icon="player-play", primary=True, undo=PUT_BACK)
def resume(negotiation: Negotiation, *, by: Any) -> None:
    """Both sides sit down again."""
