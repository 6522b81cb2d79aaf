"""Objects that between them ask everything of a database that any object asks."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from xianji.kit import registry

TIMES = 1
PARTS = ("board", "agenda", "lines", "merges", "files", "comments", "marks", "actions", "virtual", "key", "watched")


def traits(resource: Any) -> frozenset[str]:
    """What its list, forms, files and verbs make a database do: each kind of column by what is done with it."""

    def of(use: str, names: Iterable[str]) -> set[str]:
        return {f"{use} {resource.column(name).kind}" for name in names}

    found = of("filter", resource.filterable) | of("sort", resource.sortable) | of("type", resource.editable)
    found |= of("guard", resource.guarded) | of("import", resource.importable)
    found |= {f"search {type(resource.column(name).field).__name__}" for name in resource.search}
    found |= {f"constraint {type(one).__name__}" for one in resource.model._meta.constraints}
    found |= {f"has {name}" for name in PARTS if getattr(resource, name)}
    return frozenset({*found, f"in {resource.chapter.name}", f"owned {resource.model.owned}"})


@cache
def sample() -> frozenset[str]:
    """Labels, chosen greedily: always the object that adds the most to what is not yet asked often enough. A trait that
    fewer objects have is asked as often as there are."""
    asked = {resource.label: traits(resource) for resource in registry.resources.values()}
    lacking = {trait: min(TIMES, number) for trait, number in Counter(t for found in asked.values() for t in found).items()}
    chosen: set[str] = set()
    while any(lacking.values()):
        best = max(asked.keys() - chosen, key=lambda label: (sum(1 for trait in asked[label] if lacking[trait]), label))
        chosen.add(best)
        for trait in asked[best]:
            lacking[trait] = max(0, lacking[trait] - 1)
    return frozenset(chosen)
