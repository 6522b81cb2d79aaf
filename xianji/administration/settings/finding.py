"""Settings are found by their title, their reason and the part they stand in."""

from functools import cache

from xianji.administration.settings.entries import PARTS, Part
from xianji.administration.worded import Words, tells, terms_of, words_of


def found(parts: list[Part], typed: str) -> list[Part]:
    """Those entries of which every typed word is told."""
    terms, words = terms_of(typed), _words()
    left = [Part(part.title, [entry for entry in part.entries if tells(words[entry.href], terms)]) for part in parts]
    return [part for part in left if part.entries]


@cache
def _words() -> dict[str, Words]:
    """{address: every token of its entry}, made once per process."""
    return {entry.href: words_of([entry.title, entry.reason, part.title]) for part in PARTS for entry in part.entries}
