"""What policy does after every verb, in its transaction."""

from typing import Any

from xianji.policy.evidence.filing import file_evidence
from xianji.policy.runs.settling import settle_after


def follow_verb(verb: str, records: Any, entries: Any) -> None:
    """Evidence is filed, and duties that may be done by it are looked at."""
    file_evidence(verb, records, entries)
    settle_after(verb, records)
