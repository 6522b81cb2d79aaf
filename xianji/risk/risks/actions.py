"""How a risk ends: it happens, or it is over. What leads from one state to the next before that are assessments and responses."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.actions import PUT_BACK, action
from xianji.kit.refusals import Refused
from xianji.risk.risks import rules
from xianji.risk.risks.keeping import keeps
from xianji.risk.risks.models import Risk

State = Risk.State


@action(Risk, when=rules.OPEN, then=State.MATERIALISED, label=gettext_lazy("It has happened"), icon="alert-triangle",
        only_for=keeps, sets=True, undo=PUT_BACK)  # fmt: skip
def materialise(risk: Risk, *, by: Any, note: str, happened_on: date | None = None, cost: Decimal | None = None) -> None:
    """What happened, when, and what it cost as far as that is known."""
    if happened_on and happened_on > timezone.localdate():
        raise Refused("", {"happened_on": [_("What has not happened yet is still a risk.")]})
    if cost is not None and cost < 0:
        raise Refused("", {"cost": [_("“%(value)s” is less than nothing. Type 0 or more.") % {"value": cost}]})
    risk.happened_on, risk.cost, risk.outcome = happened_on or timezone.localdate(), cost, note.strip()


@action(Risk, when=(*rules.OPEN, State.MATERIALISED), then=State.CLOSED, label=pgettext_lazy("risk", "Close"), icon="archive",
        only_for=keeps, sets=True, undo=PUT_BACK)  # fmt: skip
def close(risk: Risk, *, by: Any, why: str) -> None:
    """It cannot happen any more, or all that followed from it is done."""
    risk.outcome = "\n".join(filter(None, (risk.outcome, why.strip())))
