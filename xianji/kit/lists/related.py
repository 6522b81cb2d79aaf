"""Filters by a field of what a link leads to, `customer__state=active`: the ids of the linked list are found first, in scope
and by its own indexes, then the rows that lead to them by the index of the link. Bounded at both ends."""

from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit import registry
from xianji.kit.indexes import leading, sorts_of
from xianji.kit.lists import filters
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.plan import Plan
from xianji.kit.lists.ways import Condition
from xianji.kit.lists.weights import total
from xianji.kit.marks import filters as marks
from xianji.kit.refusals import NotPermitted
from xianji.kit.resource import STAMPS
from xianji.lib import actor
from xianji.org.among import Among

MOST = 1_000
"""Linked records that one such filter may mean."""


@lru_cache(maxsize=512)
def related_of(resource: Any) -> tuple[str, ...]:
    """`customer__state` and the like: where both the link and the field have an index, or their object is a small one."""
    found = []
    for name in resource.filterable:
        column = resource.column(name)
        if column.kind != "link" or not registry.has_resource(column.field.related_model):
            continue
        target = registry.resource_of(column.field.related_model)
        if target is not resource and has_index(resource, name):
            found += [f"{name}__{inner}" for inner in target.filterable if inner not in STAMPS and has_index(target, inner)]
    return tuple(found)


def has_index(resource: Any, name: str) -> bool:
    return not sorts_of(resource.model) or leading(resource.model, name) is not None


def open_related(resource: Any) -> list[str]:
    """Those that the actor may ask about."""
    return [name for name in related_of(resource) if may_ask(resource, name)]


def may_ask(resource: Any, name: str) -> bool:
    link, _dots, inner = name.partition("__")
    target = registry.resource_of(resource.column(link).field.related_model)
    who = actor.current()
    return bool(resource.open_to(who, [link]) and target.may(who, "view") and target.open_to(who, [inner]))


def label_of(resource: Any, name: str) -> str:
    link, _dots, inner = name.partition("__")
    labels = {"link": resource.column(link).label, "field": resource.column(name).label}
    return pgettext("field of a linked record", "%(link)s: %(field)s") % labels if inner else str(labels["link"])


def asked_for(resource: Any, name: str, text: str) -> Condition:
    """One filter as a condition, whether it is about the record, about one it leads to, or about its marks."""
    if marks.is_mark(resource, name):
        return marks.asked_for(resource, name, text)
    if name not in related_of(resource):
        return filters.asked_for(resource, name, text)
    if not may_ask(resource, name):
        raise NotPermitted(_("The field “%(field)s” is not open to you.") % {"field": name})
    link, _dots, inner = name.partition("__")
    target = registry.resource_of(resource.column(link).field.related_model)
    found = Plan(target, [filters.asked_for(target, inner, text)], target.default_order.removeprefix("-")).ids(MOST + 1)
    if len(found) > MOST:
        raise BadFilter(_("“%(field)s” fits more than %(most)s records. Filter by something rarer.")
                        % {"field": label_of(resource, name), "most": f"{MOST:,}"})  # fmt: skip
    rows = len(found) * max(1, total(resource.model) // max(1, total(target.model)))
    return Condition(Q(Among(f"{link}_id", found)), link, rows=rows, linked=tuple(found))
