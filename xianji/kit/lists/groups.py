"""Groups of alternatives in the address: `any=(state:lost)(size_class:large;owner:me)`, one of which a row must fulfil.

Inside an alternative all conditions hold; beside a group stand the plain filters and up to eight other groups, `any2` …
`any9`, which all hold as well. Values are written as everywhere; the characters `();%` inside one as `%28` and so on."""

import re
from collections.abc import Hashable
from math import prod
from typing import Any
from urllib.parse import quote, unquote

from django.db.models import Q
from django.utils.translation import gettext as _

from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.related import asked_for
from xianji.kit.lists.ways import Condition

Alternative = tuple[tuple[str, str], ...]
GROUP = re.compile(r"any[2-9]?")
NAMES = ("any", *(f"any{n}" for n in range(2, 10)))
SHAPE = re.compile(r"(?:\([^()]+\))+")
MOST = 8
"""Combinations of alternatives in one list: each is read by an index of its own."""
LONGEST = 6
"""Conditions in one alternative."""


def is_group(name: str) -> bool:
    return GROUP.fullmatch(name) is not None


def conditions_of(resource: Any, filters: dict[str, str]) -> list[Condition]:
    """Plain filters and groups as conditions; refused where their combinations are more than an index each can answer."""
    groups = {name: read(text) for name, text in filters.items() if is_group(name)}
    if prod(len(group) for group in groups.values()) > MOST:
        raise BadFilter(_("These groups make more than %(most)s combinations. Take some alternatives away.") % {"most": MOST})
    return [_condition(resource, name, text, groups) for name, text in filters.items()]


def _condition(resource: Any, name: str, text: str, groups: dict[str, list[Alternative]]) -> Condition:
    """One filter; a refusal says by which name it was asked."""
    try:
        return group_of(resource, groups[name]) if name in groups else asked_for(resource, name, text)
    except BadFilter as refusal:
        refusal.fields = {name: [refusal.message]}
        raise


def read(text: str) -> list[Alternative]:
    """What a group says, each alternative once."""
    if not SHAPE.fullmatch(text):
        raise BadFilter(_("“%(value)s” is not a group of alternatives such as (state:lost)(owner:me;amount:100..).")
                        % {"value": text[:100]})  # fmt: skip
    return list(dict.fromkeys(_alternative(inside) for inside in text[1:-1].split(")(")))


def _alternative(text: str) -> Alternative:
    found = []
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        if not colon or not value or is_group(name):
            raise BadFilter(_("“%(value)s” is not a condition such as state:lost.") % {"value": one[:100]})
        found.append((name, unquote(value)))
    if len(found) > LONGEST:
        raise BadFilter(_("At most %(most)s conditions in one alternative.") % {"most": LONGEST})
    return tuple(found)


def written(alternatives: list[Alternative]) -> str:
    """The same as it stands in the address."""
    return "".join(f"({';'.join(f'{name}:{_escaped(value)}' for name, value in one)})" for one in alternatives)


def told(resource: Any, name: str, text: str, one: Condition) -> Hashable:
    """What the statement of a filter follows from: its words, or what they come to where that changes with the day, the
    units or the linked records."""
    if one.alternatives:
        both = zip(read(text), one.alternatives, strict=True)
        return name, *(tuple(told(resource, *word, each) for word, each in zip(*pair, strict=True)) for pair in both)
    if one.linked is not None:
        return name, text, one.linked
    is_moving = name == "unit" or resource.column(name).kind in {"date", "moment"}
    return name, str(one.q) if is_moving else text


def _escaped(value: str) -> str:
    return re.sub("[();%]", lambda found: quote(found[0], safe=""), value)


def group_of(resource: Any, group: list[Alternative]) -> Condition:
    alternatives = tuple(tuple(asked_for(resource, name, value) for name, value in one) for one in group)
    any_of = Q(pk__in=[])
    for conditions in alternatives:
        any_of |= Q(*(condition.q for condition in conditions))
    return Condition(any_of, "", alternatives=alternatives)
