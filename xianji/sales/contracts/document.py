"""A contract as people read it: each clause with what it says, how it differs from its template, and what was found beside it."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from xianji.sales.contracts import rules
from xianji.sales.contracts.drafting import deviation
from xianji.sales.contracts.examining import Finding, Reading
from xianji.sales.contracts.models import Deviation
from xianji.sales.contracts.parts import ClauseIssue, ContractClause
from xianji.sales.contracts.wording import fill

TONES = {"none": "", "minor": "warn", "major": "bad"}
GRAVE = {"high": "bad", "medium": "warn", "low": ""}
WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
"""Latin words whole, everything else sign by sign, as Hanzi have no spaces."""


def articles(reading: Reading, issues: list[ClauseIssue]) -> list[dict[str, Any]]:
    """In their order; what was found stands beside the first clause about it, until it is signed and stands as it is."""
    found, left = reading.findings if reading.contract.state in rules.DRAFTED else [], list(issues)
    made = []
    for at, clause in enumerate(reading.clauses, 1):
        mine = [one for one in found if one.subject == clause.subject]
        said = [one for one in left if one.subject == clause.subject]
        found, left = [one for one in found if one not in mine], [one for one in left if one not in said]
        made.append(article(at, clause, reading, mine, said))
    made.append({"findings": found, "issues": left, "is_rest": True})
    return made


def article(at: int, clause: ContractClause, reading: Reading, found: list[Finding], said: list[ClauseIssue]) -> dict[str, Any]:
    level = Deviation(deviation(clause))
    text = reading.text(clause)
    return {
        "at": at, "clause": clause, "text": text, "deviation": level, "tone": TONES[level], "findings": found, "issues": said,
        "is_judged": clause.judged_at is not None,
        "marked": list(marked(fill(clause.original, reading.given), text)) if level != Deviation.NONE and clause.original else [],
    }  # fmt: skip


def marked(old: str, new: str) -> Iterator[tuple[str, str]]:
    """(same, gone or new; text) of one text beside another."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[a:b])
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])
