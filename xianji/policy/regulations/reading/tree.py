"""The chosen numbers to clauses, and everything about them that a person should look at."""

import re
from bisect import bisect_right

from xianji.policy.regulations.reading.clauses import ReadClause, ReadWarning
from xianji.policy.regulations.reading.lines import excerpt_of
from xianji.policy.regulations.reading.marks import Mark, is_cited
from xianji.policy.regulations.reading.numbering import AGAIN, BACK, CONTINUOUS, GAP, LATE, Step
from xianji.policy.regulations.reading.styles import LINE, STOP
from xianji.policy.regulations.reading.titles import clause_title

_SET_APART = re.compile(r"^\s*[:：.．、–—]+\s*|^\s*-\s+")
_MOST_MISSING = 20
_MOST_OVERLOOKED = 40


def clauses_of(text: str, steps: list[Step]) -> list[ReadClause]:
    """One clause for each number; its text reaches to the next one."""
    ends = [step.mark.start for step in steps[1:]] + [len(text)]
    return [
        _clause(step, tidy(text[step.mark.end : end]), position)
        for position, (step, end) in enumerate(zip(steps, ends, strict=True), start=1)
    ]


def _clause(step: Step, text: str, position: int) -> ReadClause:
    return ReadClause(number_of(step), len(step.path), clause_title(text), text, position)


def number_of(step: Step) -> str:
    """2.3.1 for the path to a clause."""
    return ".".join(map(str, step.path))


def tidy(text: str) -> str:
    """Without blank lines, blanks at the ends of lines, and the colon or dash that sets a number apart."""
    return "\n".join(line for raw in _SET_APART.sub("", text).split("\n") if (line := raw.strip()))


def number_at(steps: list[Step], at: int) -> str | None:
    """The clause in whose text a place lies."""
    index = bisect_right(steps, at, key=lambda step: step.mark.start) - 1
    return number_of(steps[index]) if index >= 0 else None


def numbering_warnings(text: str, steps: list[Step], clauses: list[ReadClause]) -> list[ReadWarning]:
    """Gaps, jumps, repeated numbers and clauses without text."""
    found: list[ReadWarning] = []
    seen: set[str] = set()
    parents = {clause.number.rpartition(".")[0] for clause in clauses}
    for step, clause in zip(steps, clauses, strict=True):
        excerpt = excerpt_of(text[step.mark.start : step.mark.start + 80])
        if clause.number in seen:
            found.append(ReadWarning("duplicate", clause.number, {}, excerpt))
        elif step.fit in {GAP, LATE} and (missing := _missing(step, clauses)):
            found.append(ReadWarning("gap", clause.number, {"missing": missing}, excerpt))
        elif step.fit in {AGAIN, BACK}:
            found.append(ReadWarning("order", clause.number, {}, excerpt))
        if not clause.text and clause.number not in parents:
            found.append(ReadWarning("empty", clause.number, {}, excerpt))
        seen.add(clause.number)
    return found


def _missing(step: Step, clauses: list[ReadClause]) -> str:
    """The numbers that should stand before this one and do not, e.g. 2.3, 2.4; articles count through chapters."""
    above = "".join(f"{level}." for level in step.path[:-1])
    have = {clause.number for clause in clauses}
    first = step.before.running + 1 if step.before and step.mark.style in CONTINUOUS else 1
    wanted = [f"{above}{value}" for value in range(first, step.path[-1].value)]
    missing = [number for number in wanted if number not in have]
    return ", ".join(missing[:_MOST_MISSING]) + (" …" if len(missing) > _MOST_MISSING else "")


def overlooked(text: str, marks: list[Mark], steps: list[Step]) -> list[ReadWarning]:
    """Beginnings of lines that look like numbers but were read as text, and numbers out of turn after a stop."""
    used = {level.style for step in steps for level in step.path}
    taken = {step.mark.start for step in steps}
    found: dict[int, ReadWarning] = {}
    turn = 0
    for mark in marks:
        while turn < len(steps) and steps[turn].mark.start <= mark.start:
            turn += 1
        wanted = mark.place == LINE or (mark.place == STOP and mark.style in used)
        if (
            not turn
            or mark.start in taken
            or mark.start < steps[turn - 1].mark.end
            or not wanted
            or is_cited(text, mark)
        ):
            continue
        excerpt = excerpt_of(text[mark.start : mark.start + 80])
        found[mark.start] = ReadWarning("overlooked", number_of(steps[turn - 1]), {}, excerpt)
        if len(found) == _MOST_OVERLOOKED:
            break
    return list(found.values())


def inline_lists(steps: list[Step]) -> list[ReadWarning]:
    """Lists found inside a line of a file that otherwise begins a line for each number."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.mark.place != LINE:
            found.setdefault(".".join(map(str, step.path[:-1])), []).append(step)
    return [
        ReadWarning("inline", number or None, {"first": number_of(group[0]), "last": number_of(group[-1])})
        for number, group in found.items()
    ]
