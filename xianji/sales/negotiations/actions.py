"""What people do in a negotiation, and what those above allow."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.actions import PUT_BACK, action
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.lib.actor import Actor
from xianji.org import single
from xianji.sales.negotiations import prepared
from xianji.sales.negotiations.models import Concession, Negotiation, Round

State = Negotiation.State
UNDER_WAY = (State.IN_ROUND, State.PAUSED)


def is_above(record: Any, who: Actor) -> bool:
    """Nobody allows themselves to take less, or to give way."""
    return who.is_system or (who.person_id is not None and who.person_id != record.owner_id)


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


@action(
    Negotiation, when=UNDER_WAY, label=_("Take less"), icon="arrow-bar-down", letter="A", only_for=is_above, alone=True,
    not_for=_("The least we take is lowered by somebody above whoever negotiates."),
    says=_("From now on offers down to this price are possible; the reason stays in the history."),
)  # fmt: skip
def take_less(negotiation: Negotiation, *, by: Any, floor: Decimal, why: str) -> None:
    """The least we take, once the talks have begun, is lowered by those above; what the best alternative brings with it."""
    least = negotiation.reservation
    if least is not None and floor >= least:
        raise Refused("", {"floor": [str(_("That is not less than the least we take now."))]})
    negotiation.floor, negotiation.may_fall = floor, True
    if negotiation.batna_value is not None:
        negotiation.batna_value = min(negotiation.batna_value, floor)


@action(
    Concession, label=pgettext_lazy("concession", "Allow"), icon="circle-check", letter="A", primary=True, alone=True,
    only_for=lambda given, who: given.allowed_by_id is None and is_above(given, who),
    not_for=_("A concession is allowed once, by somebody above whoever negotiates."),
)  # fmt: skip
def allow(concession: Concession, *, by: Any) -> None:
    """Who allowed it is whoever pressed this, and nobody else's word."""
    concession.allowed_by_id = by.person_id
