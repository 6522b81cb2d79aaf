"""Sentences that are kept: the message and what stands in it, so that each reader has them in a language of their own.

`said(gettext_noop("Limit for %(customer)s"), customer=…)` is stored, `told` reads it. What was stored in words before is told
as it stands."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, override, pgettext

from xianji.kit.web import writing
from xianji.org.company.settled import company

LONGEST = 150
"""Of one text within a sentence, so that what is kept stays whole where a column has an end."""
MARK = " {"
SENSE = "\4"
"""Between the sense of a word and the word itself, as in the files of messages."""
TYPED = "%(words)s"
PLACE = re.compile(r"%(?:%|\((\w+)\)[sd])")
DEEPEST = 3
"""Sentences within each other. Whoever types what looks like a kept sentence gets no more out of it than text of its size."""


class Said(str):
    """A kept sentence, also within another one or among the values of a notice."""


def said(message: str, **values: Any) -> Said:
    """One text that holds both; the values are names and numbers, which no language changes, or again kept sentences."""
    return sentence(message, **values) if values else Said(message)


def sentence(message: str, **values: Any) -> Said:
    """The same for a column that mostly holds words of people: always marked, so that those are never taken for a message."""
    return Said(message + MARK + json.dumps(plain(values), ensure_ascii=False)[1:])


def named(word: Any) -> Said:
    """A word that waits for its language, such as the label of a choice, with the sense that it has: what Django was given
    to translate, where the word is lazy."""
    found = getattr(word, "_args", ())
    return Said(SENSE.join(map(str, found)) if found else word)


def typed(text: str, was: str = "") -> str:
    """What a person gives for a column of sentences: what stood there, if that is what it says in the language of now, else
    the words of the person, which are never taken for a sentence."""
    if was and (text == was or text.split() == words(was).split()):
        return was
    return text if words(text) == text else Said(TYPED + MARK + json.dumps({"words": text}, ensure_ascii=False)[1:])


def kept(text: str, room: int, most: int = 0) -> str:
    """For a column of so many characters that everybody reads: a sentence of the program whole or, where it has no room there,
    in the company's words; what a person wrote is no sentence. Words are no longer than `most`."""
    if not isinstance(text, Said):
        return typed(text[: most or room])
    if len(text) <= room:
        return text
    with override(company().language):
        return words(text)[: most or room]


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers stay numbers, kept sentences are marked as such, everything else is told as text."""
    return {name: value if isinstance(value, int) else {"said": value} if isinstance(value, Said) else str(value)[:LONGEST]
            for name, value in values.items()}  # fmt: skip


def told(text: str, depth: int = DEEPEST) -> str:
    """In the language of now."""
    message, mark, kept = text.partition(MARK)
    if not message or not depth:
        return text
    try:
        return filled(worded(message), all_told(json.loads("{" + kept), depth - 1)) if mark else worded(message)
    except (KeyError, TypeError, ValueError, RecursionError):
        return text


def worded(message: str) -> str:
    sense, mark, word = message.partition(SENSE)
    return pgettext(sense, word) if mark else gettext(message)


def filled(message: str, values: dict[str, Any]) -> str:
    """Only names: of what people typed no width is taken."""
    return PLACE.sub(lambda place: str(values[place[1]]) if place[1] else "%", message)


def words(text: str) -> str:
    """What people wrote, as they wrote it; a kept sentence, which is marked, in the language of now."""
    return told(text) if MARK in text else text


def all_told(values: dict[str, Any], depth: int = DEEPEST) -> dict[str, Any]:
    return {name: told(value["said"], depth) if isinstance(value, dict) else value for name, value in values.items()}


def kind_of(value: Any) -> str:
    """What has to be kept beside the text of a value to write it for any reader later."""
    return "day" if isinstance(value, date) else "money" if isinstance(value, Decimal) else ""


def written(text: str | None, kind: str) -> str | None:
    """A kept value as its reader writes it."""
    if not text or not kind:
        return text
    return writing.exact(text) if kind == "day" else writing.money(Decimal(text))
