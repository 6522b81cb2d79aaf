"""The words of a step for one lead."""

from typing import Any

from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.models import NurtureStep


def values_of(lead: Lead) -> dict[str, str]:
    """What a step may say of a lead; two of them are its links."""
    given: dict[str, Any] = {name: getattr(lead, name) for name in rules.FIELDS}
    return {name: str(value or "") for name, value in given.items()}


def title_of(step: NurtureStep, lead: Lead) -> str:
    return rules.filled(step.title, values_of(lead))


def text_of(step: NurtureStep, lead: Lead) -> str:
    return rules.filled(step.text, values_of(lead))
