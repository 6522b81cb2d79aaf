"""Marking in a clause's text the phrases that the steps of its controls carry out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENDS = frozenset("，。；：！？,.;:!?\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text; with the number of the step when it is marked."""

    text: str
    number: int = 0


def marked(text: str, steps: Sequence[Iterable[str]]) -> list[Span]:
    """The text in stretches. Each step is given by the beginnings of its phrase: the first that stands in the text counts, up to
    the end of that phrase or to where the next one begins."""
    starts = sorted((found, number) for number, words in enumerate(steps, 1) if (found := _start(text, words)) >= 0)
    spans, done = [], 0
    for place, (start, number) in enumerate(starts):
        if start < done:
            continue
        later = [one for one, _number in starts[place + 1 :] if one > start]
        end = min([_end(text, start), *later])
        spans += [Span(text[done:start]), Span(text[start:end], number)]
        done = end
    return [span for span in [*spans, Span(text[done:])] if span.text]


def sign(number: int) -> str:
    """①, ②, …"""
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _start(text: str, words: Iterable[str]) -> int:
    """Where the first word that occurs begins; in a script with spaces, at the beginning of its word."""
    folded = text.casefold()
    for word in words:
        at = folded.find(word.casefold())
        if at >= 0 and len(folded) == len(text):
            while at and word.isascii() and text[at - 1].isascii() and text[at - 1].isalpha():
                at -= 1
            return at
    return -1


def _end(text: str, start: int) -> int:
    """Before the next mark of punctuation that ends a phrase; a point inside a figure does not."""
    for at in range(start, len(text)):
        if text[at] in ENDS and not (text[at] in ".," and text[at + 1 : at + 2].isdigit()):
            return at
    return len(text)
