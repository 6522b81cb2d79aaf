"""What evidence says in words."""

from typing import Any

from xianji.kit import registry
from xianji.kit.records.history import VERBS
from xianji.policy.evidence.models import Evidence


def verb(evidence: Evidence) -> Any:
    """What was done, in words."""
    action = registry.actions.get(f"{evidence.about_label}.{evidence.verb}")
    return action.label if action else VERBS.get(evidence.verb, evidence.verb.replace("_", " "))
