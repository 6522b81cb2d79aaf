"""Of what a row tells: a record of any kind, found by type and id."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import CharField, Value

from xianji.kit import registry
from xianji.kit.columns import title_field, title_told
from xianji.lib import actor

ABOUT = ["about_label", "about_id"]


def titles(pairs: Iterable[tuple[str, int | None]]) -> dict[tuple[str, int], tuple[str, str]]:
    """{(label, id): (title, address)} of those that the actor may see, in one statement."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for label, pk in pairs:
        if pk and (resource := registry.resources.get(label)) and resource.may(actor.current(), "view"):
            wanted[label].add(pk)
    return called(wanted, lambda resource: resource.rows())


def called(wanted: Mapping[str, Iterable[int]], rows_of: Callable[[Any], Any]) -> dict[tuple[str, int], tuple[str, str]]:
    """{(label, id): (title, address)} of records by their kinds, in one statement; `rows_of` says of a resource where to look."""
    asked = []
    for label, ids in wanted.items():
        resource = registry.resource_of(label)
        rows = rows_of(resource).filter(pk__in=ids).order_by().annotate(of_label=Value(label, CharField()))
        asked.append(rows.values_list("of_label", "pk", title_field(resource.model)))
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {
        (label, pk): (title_told(registry.resource_of(label).model, title), registry.resource_of(label).address(pk))
        for label, pk, title in rows
    }
