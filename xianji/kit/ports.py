"""What the kit needs from above, filled at start: of policy, may this be done? here is evidence; of the workspace, tell them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Objection:
    """Why a preventive control refuses: the clause, the rule, what was given, who may grant an exception."""

    clause: str
    reason: Any
    given: Any = ""
    granted_by: Any = ""
    control: str = ""
    record: Any = field(default=None, compare=False, repr=False)
    """Which of several it is about: a file tells it at its row."""


def _nobody_objects(verb: str, records: Any, values: dict[str, Any]) -> list[Objection]:
    return []


def _nobody_files(verb: str, records: Any, entries: Any) -> None:
    return None


def _nobody_counts(verb: str, record: Any, objections: list[Objection]) -> None:
    return None


def _nobody_tells(people: Any, **told: Any) -> int:
    return 0


objections: Callable[[str, Any, dict[str, Any]], list[Objection]] = _nobody_objects
"""Called inside the transaction, before the body: (`sales.quote.submit`, records, values) → objections."""
file_evidence: Callable[[str, Any, Any], None] = _nobody_files
"""Called inside the transaction, after the journal entry: (verb, records, entries)."""
count_refusal: Callable[[str, Any, list[Objection]], None] = _nobody_counts
"""Called in the transaction that writes down a refusal: (verb, record, objections)."""


tell: Callable[..., int] = _nobody_tells
"""Telling people something, by the workspace: (people, kind=, message=, values=, key=, about=, urgent=, plural=, text=)."""


def tell_by(teller: Callable[..., int]) -> None:
    """The workspace's ready() puts its function here."""
    global tell
    tell = teller


def fill(*, objecting: Callable | None = None, filing: Callable | None = None, counting: Callable | None = None) -> None:
    """Policy's ready() puts its functions here."""
    global objections, file_evidence, count_refusal
    objections = objecting or _nobody_objects
    file_evidence = filing or _nobody_files
    count_refusal = counting or _nobody_counts


@contextmanager
def filled(**ports: Callable) -> Iterator[None]:
    """Other answers for a while, then those from before."""
    before: dict[str, Any] = {"objecting": objections, "filing": file_evidence, "counting": count_refusal}
    fill(**{**before, **ports})
    try:
        yield
    finally:
        fill(**before)
