"""Which heading of a file means which field of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from xianji.lib.text.folding import bare, fold

from .synonyms import kin

EXACT, ALIAS, SYNONYM, PART, SIMILAR, WITHIN, KINDRED = 1.0, 0.95, 0.8, 0.7, 0.65, 0.6, 0.55
ALIKE = 0.84
_UNIT = re.compile(r"[(\[].*?[)\]]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Field:
    """A field a heading may mean: its name, its labels in every language, other words people use for it."""

    name: str
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def guess_mapping(headers: Sequence[str], fields: Iterable[Field]) -> dict[str, tuple[str, float]]:
    """Heading to (field, confidence between 0 and 1), best pairs first; no field is given twice."""
    wanted = [(field, forms_of(field)) for field in fields]
    pairs = [
        (likeness(header, exact, alias), -place, -order, header, field.name)
        for place, header in enumerate(headers)
        for order, (field, (exact, alias)) in enumerate(wanted)
    ]
    found: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, _place, _order, header, name in sorted(pairs, reverse=True):
        if score and header not in found and name not in taken:
            found[header] = (name, score)
            taken.add(name)
    return found


def forms_of(field: Field) -> tuple[list[str], list[str]]:
    """The field's own words and its aliases; of a name such as customer__number each part is kept apart."""
    return [field.name.replace("__", " "), *field.labels], list(field.aliases)


def likeness(header: str, exact: Iterable[str], alias: Iterable[str]) -> float:
    """How surely the heading means the field; 0 when nothing speaks for it."""
    exact, alias = list(exact), list(alias)
    for forms in (bare(header), bare(without_unit(header))):
        if forms and forms in map(bare, exact):
            return EXACT
        if forms and forms in map(bare, alias):
            return ALIAS
    return max((likeness_of(without_unit(header), form) for form in chain(exact, alias)), default=0.0)


def without_unit(header: str) -> str:
    """金额(万元) is 金额."""
    return _UNIT.sub("", fold(_CAMEL.sub(" ", header))).strip() or header


def likeness_of(header: str, form: str) -> float:
    """Two words for one thing, words in common, nearly the same spelling, or one within the other."""
    one, other = bare(header), bare(form)
    if not one or not other:
        return 0.0
    if one in kin(other):
        return SYNONYM
    first, second = words(header), words(form)
    if set(first) < set(second) or set(second) < set(first):
        return round(PART * min(len(first), len(second)) / max(len(first), len(second)), 3)
    ratio = SequenceMatcher(None, one, other).ratio() if min(len(one), len(other)) > 3 else 0.0
    if ratio >= ALIKE:
        return round(SIMILAR * ratio, 3)
    return (
        WITHIN if at_an_end(header, other) else KINDRED if any(at_an_end(header, word) for word in kin(other)) else 0.0
    )


def at_an_end(header: str, form: str) -> bool:
    """Compounds say last what they are (商机编号 is a number), or first whose (客户编号 belongs to the customer)."""
    if form.isascii():
        heading = words(header)
        return form in (heading[:1] + heading[-1:])
    return len(form) > 1 and (bare(header).endswith(form) or bare(header).startswith(form))


def words(text: str) -> list[str]:
    """The words of a heading, whichever way they are joined."""
    return _WORDS.findall(fold(_CAMEL.sub(" ", text)).replace("_", " "))
