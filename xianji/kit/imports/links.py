"""Links in a file: each distinct text is looked up once, by number, key or name."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F

from xianji.kit.columns import title_field
from xianji.kit.imports.rows import filled
from xianji.kit.refusals import Refused
from xianji.lib.text import bare
from xianji.org.among import Among

BLOCK = 5_000


@dataclass
class Found:
    """What texts of a column stand for: known ids, translations, texts that fit several, texts that fit nothing."""

    ids: dict[str, int] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


def find(model: Any, texts: set[str], by: str = "", where: dict[str, Any] | None = None) -> Found:
    """Exactly first; then by the same letters and digits, as in GTXPro for GTX Pro, which counts as mapped."""
    found = Found()
    rows = model.objects.filter(**(where or {}))
    names = [by] if by else keys_of(model)
    for name in names:
        open_texts = sorted(texts - found.ids.keys() - found.several)
        for start in range(0, len(open_texts), BLOCK):
            block = open_texts[start : start + BLOCK]
            for text, pk in filled(rows.filter(Among(name, block)), name).values_list(F(name), "pk"):
                _take(found, text, pk)
    rest = texts - found.ids.keys() - found.several
    if rest and not by and rows.order_by()[: SMALL + 1].count() <= SMALL:
        _alike(found, rows, rest, title_field(model))
    found.missing = texts - found.ids.keys() - found.several
    return found


SMALL = 20_000
"""Look-up tables up to this size are compared letter by letter."""


def keys_of(model: Any) -> list[str]:
    """By what a linked record is called in files, the surest first."""
    names = {f.name for f in model._meta.concrete_fields}
    unique = [f.name for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    rest = [name for name in ("external_ref", title_field(model), "short_name") if name in names]
    return list(dict.fromkeys([*unique, *rest]))


def _take(found: Found, text: str, pk: int) -> None:
    if text in found.ids and found.ids[text] != pk:
        found.several.add(text)
        del found.ids[text]
    elif text not in found.several:
        found.ids[text] = pk


def _alike(found: Found, rows: Any, rest: set[str], name: str) -> None:
    """The same but for spaces, case, width and punctuation."""
    by_letters: dict[str, set[tuple[int, str]]] = {}
    for pk, title in rows.values_list("pk", name):
        by_letters.setdefault(bare(str(title)), set()).add((pk, str(title)))
    for text in rest:
        alike = by_letters.get(bare(text), set())
        if len(alike) == 1:
            pk, title = next(iter(alike))
            found.ids[text], found.mapped[text] = pk, title
        elif alike:
            found.several.add(text)


def create_missing(model: Any, texts: list[str], fields: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """New look-up entries for texts that are not known yet, through the resource's own create verb: {text: id}, and
    {text: why not}.
    """
    from xianji.kit import verbs

    codes = [f for f in model._meta.concrete_fields if f.unique and isinstance(f, CharField) and f.editable and not f.blank]
    codes += [f for f in model._meta.concrete_fields if f.name == "code" and f not in codes]
    made: dict[str, int] = {}
    refused: dict[str, str] = {}
    for text in texts:
        values: dict[str, Any] = {f.name: text[: min(f.max_length or 60, 60)] for f in codes}
        values |= {title_field(model): text, **{name: said.replace("{text}", text) for name, said in fields.items()}}
        try:
            made[text] = verbs.create(model, values, source="import").pk
        except Refused as problem:
            refused[text] = str(problem)
    return made, refused
