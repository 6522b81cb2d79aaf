"""What happens to an entry of the register: engaged where nothing speaks against it, and ended."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.processors.models import Processor
from xianji.kit.actions import action
from xianji.kit.refusals import Refused

State = Processor.State


@action(Processor, when=State.DRAFT, then=State.ENGAGED, label=pgettext_lazy("processor", "Engage"), icon="player-play",
        primary=True)  # fmt: skip
def engage(processor: Processor, *, by: Any) -> None:
    """From now on personal data may go there; there is a contract, and the controls ask for the assessment."""
    if not processor.contract.strip():
        raise Refused("", {"contract": [_("Nobody processes personal data for us without a contract: write down its number.")]})
    processor.engaged_on = timezone.localdate()


@action(Processor, when=State.ENGAGED, then=State.ENDED, label=gettext_lazy("End it"), icon="lock")
def end(processor: Processor, *, by: Any, outcome: str) -> None:
    """Nothing goes there any more; what they had is given back or deleted, and it is written down which."""
    processor.ended_on, processor.outcome = timezone.localdate(), outcome.strip()[:300]
