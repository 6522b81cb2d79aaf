"""What evidence says in words."""

from typing import Any

from xianji.kit.records.history import word_for
from xianji.policy.evidence.models import Evidence


def verb(evidence: Evidence) -> Any:
    """What was done, in words."""
    return word_for(evidence.about_label, evidence.verb)
