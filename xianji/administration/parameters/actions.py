"""Setting a parameter, by those who may."""

from datetime import date

from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import SET
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.parameters.models import ParameterValue
from xianji.rulebook.parameters.writing import plan


def decide(key: str, value: str, effective_on: date, reason: str) -> ParameterValue:
    """A new value from a day on."""
    if not actor.current().may(SET):
        raise NotPermitted(_("You may not set parameters."))
    try:
        return plan(key, value, effective_on, reason)
    except Refusal as refusal:
        raise Refused("", {name: [told] for name, told in refusal.fields.items()}) from refusal
