"""Where a merged record has gone: asked only of kinds that are merged."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from xianji.kit.merging.declared import merging_of
from xianji.kit.merging.models import Merged
from xianji.kit.records.finding import seen

FAR = 10
"""A record may go into one that went into another; so many steps are followed."""


def survivor_of(resource: Any, pk: int) -> Any | None:
    """The record into which this one went, if the actor may see it."""
    if merging_of(resource) is None:
        return None
    at = pk
    for _step in range(FAR):
        onward = Merged.objects.filter(label=resource.label, record_id=at).values_list("survivor_id", flat=True).first()
        if onward is None:
            break
        at = onward
    return seen(resource.model, at) if at != pk else None


def into(resource: Any, ids: Iterable[int]) -> dict[int, Merged]:
    """{record: how it went} of those that were merged."""
    if merging_of(resource) is None:
        return {}
    return {row.record_id: row for row in Merged.objects.filter(label=resource.label, record_id__in=list(ids))}


def former_numbers(resource: Any, ids: Iterable[int]) -> dict[int, str]:
    """{survivor: the numbers by which it is found as well}."""
    if merging_of(resource) is None:
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    for pk, number in Merged.objects.filter(label=resource.label, survivor_id__in=list(ids)).values_list("survivor_id", "number"):
        found[pk].append(number)
    return {pk: " ".join(filter(None, numbers)) for pk, numbers in found.items()}
