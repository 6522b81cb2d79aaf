"""What the kit needs from the regulation, filled by policy at start: may this be done? here is evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Objection:
    """Why a preventive control refuses: the clause, the rule, what was given, who may grant an exception."""

    clause: str
    reason: Any
    given: Any = ""
    granted_by: Any = ""


def _nobody_objects(verb: str, records: Any, values: dict[str, Any]) -> list[Objection]:
    return []


def _nobody_files(verb: str, records: Any, entries: Any) -> None:
    return None


objections: Callable[[str, Any, dict[str, Any]], list[Objection]] = _nobody_objects
"""Called inside the transaction, before the body: (`sales.quote.submit`, records, values) → objections."""
file_evidence: Callable[[str, Any, Any], None] = _nobody_files
"""Called inside the transaction, after the journal entry: (verb, records, entries)."""


def fill(*, objecting: Callable | None = None, filing: Callable | None = None) -> None:
    """Policy's ready() puts its functions here."""
    global objections, file_evidence
    objections = objecting or _nobody_objects
    file_evidence = filing or _nobody_files
