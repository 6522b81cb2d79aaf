"""How a round ends: with the risks that were named, or with a signature that there are none."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.risk.risks import rules
from xianji.risk.risks.keeping import keeps
from xianji.risk.risks.models import Risk
from xianji.risk.rounds.models import RiskRound
from xianji.risk.rounds.opening import key_of
from xianji.workspace.tasks.opening import close_tasks

State = RiskRound.State


@action(RiskRound, when=State.OPEN, then=State.NAMED, label=pgettext_lazy("round", "Gone through, risks are named"),
        icon="list-check", primary=True, only_for=keeps,
        says=gettext_lazy("What was seen stands in the register. Write with whom and what you went through."))  # fmt: skip
def name_risks(one: RiskRound, *, by: Any, note: str) -> None:
    """With whom and what was gone through; what was seen stands in the register."""
    if not (live := live_risks(one)):
        raise Refused(_("No open risk of this class is in the register. Enter what was seen, or sign that there is none."))
    settle(one, live, note)


@action(RiskRound, when=State.OPEN, then=State.NONE, label=gettext_lazy("Sign that there is none"), icon="signature",
        only_for=keeps,
        says=gettext_lazy("You sign that nothing was found. Write with whom and what you went through, and why there is "
                          "nothing."))  # fmt: skip
def sign_off(one: RiskRound, *, by: Any, note: str) -> None:
    """With whom and what was gone through, and why nothing was found."""
    if live := live_risks(one):
        told = {"count": live, "category": one.get_category_display()}
        raise Refused(_("The register has open risks of the class “%(category)s”: %(count)s. Close them, or name them.") % told)
    settle(one, 0, note)


def live_risks(one: RiskRound) -> int:
    """Of the whole company, whoever may see them: a signature that there is none is about all of them."""
    return Risk.unscoped.filter(category=one.category, state__in=rules.OPEN, deleted_at=None).count()


def settle(one: RiskRound, live: int, note: str) -> None:
    one.live, one.signed_on, one.note = live, timezone.localdate(), note.strip()
    afterwards(lambda: close_tasks([key_of(one)]))
