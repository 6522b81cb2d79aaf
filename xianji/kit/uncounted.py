"""Rows that stand in lists and in no figure, sum or chart: decoys, and what belongs to them. No statement of its own: they are
left out by the one that adds up."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet

from xianji.kit import registry


def _none(label: str) -> Any:
    return None


marked: Callable[[str], Any] = _none
"""kind → the ids of its decoys, as a query; filled by the administration at start."""


def leave_out(asking: Callable[[str], Any]) -> None:
    global marked
    marked = asking


def counting(model: Any) -> Q | None:
    """The condition under which a row counts; None where all do. It asks for ids alone, so that an index that holds what is
    added up still answers by itself; which rows belong to a decoy is found by the index of the link."""
    found: Q | None = None
    for column, label in ways(model):
        ids = marked(label)
        if ids is not None:
            theirs = ids if column == "pk" else model._base_manager.filter(**{f"{column}__in": ids}).values("pk")
            found = ~Q(pk__in=theirs) if found is None else found & ~Q(pk__in=theirs)
    return found


def counted(rows: QuerySet) -> QuerySet:
    """Those that count."""
    condition = counting(rows.model)
    return rows if condition is None else rows.filter(condition)


@lru_cache(maxsize=512)
def ways(model: Any) -> tuple[tuple[str, str], ...]:
    """The columns by which a row is a decoy or belongs to one: its own id, and its links to watched kinds."""
    links = [(field.attname, field.related_model) for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    both = [("pk", model), *links]
    return tuple((column, one._meta.label_lower) for column, one in both if is_watched(one))


def is_watched(model: Any) -> bool:
    return registry.has_resource(model) and registry.resource_of(model).watched
