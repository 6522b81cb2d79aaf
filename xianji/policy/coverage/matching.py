"""Which clause of any regulation a control is probably about: by the words of the clause that it was written for."""

from collections.abc import Iterable

from xianji.kit.controls import Control
from xianji.lib.text import bigrams, fold
from xianji.policy.clauses.models import Clause
from xianji.policy.regulations.default import default_regulation

LEAST = 12
"""Percent of likeness below which nothing is suggested."""
SAME_NUMBER = 10
"""What an equal number adds: companies that use the usual text keep its numbering. Where a text says in one clause what the usual
one divides (7.3 instead of 7.3.1 to 7.3.4), the clause above has the number."""


def suggestions(clauses: Iterable[Clause], controls: Iterable[Control], language: str) -> list[tuple[Clause, Control, int]]:
    """For each control the clause that is most like its own, with the likeness in percent; controls that nothing is like are
    left out."""
    rows = [clause for clause in clauses if clause.text or clause.title]
    words = {clause.pk: pairs(f"{clause.title} {clause.text}") for clause in rows}
    own = {one.code: pairs(f"{one.title} {one.text}") for one in default_regulation(language)}
    numbers = {clause.number for clause in rows}
    found = []
    for control in controls:
        number = base(control.clause)
        told = own.get(number)
        if not told or not rows:
            continue
        near = nearest(number, numbers)
        best, likeness = max(((clause, likeness_of(told, words[clause.pk], clause.number == near)) for clause in rows),
                             key=lambda one: one[1])  # fmt: skip
        if likeness >= LEAST:
            found.append((best, control, likeness))
    return found


def likeness_of(one: set[str], other: set[str], is_same_number: bool) -> int:
    """How many pairs of letters two texts share (Dice), in percent."""
    both = 200 * len(one & other) / ((len(one) + len(other)) or 1)
    return min(100, round(both) + (SAME_NUMBER if is_same_number else 0))


def nearest(number: str, numbers: set[str]) -> str:
    """The number itself where it is there, else the nearest above it; empty where there is none."""
    while number and number not in numbers:
        number = number.rpartition(".")[0]
    return number


def pairs(text: str) -> set[str]:
    return set(bigrams(fold(text)))


def base(clause: str) -> str:
    """`3.3.1b` → `3.3.1`: the numbered place without the letter of its sentence."""
    return clause.rstrip("abcdefgh")
