"""Free texts of other records in which the person occurs: the words are replaced, the record stays."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, TextField

from xianji.kit import registry
from xianji.kit.forgetting.known import Known, Pair, text_fields
from xianji.kit.search import index


def sweep(known: Known) -> int:
    """Every table once, by the worker, or what was gathered for many persons at once: there is no index for words inside of
    texts. Returns how many records were changed."""
    near: dict[str, set[int]] = defaultdict(set)
    for label, pk in known.beside:
        near[label].add(pk)
    return sum(_sweep_one(resource.model, known, near) for resource in registry.resources.values())


def _sweep_one(model: Any, known: Known, near: dict[str, set[int]]) -> int:
    names, count = text_fields(model), 0
    about = {"about_label", "about_id"} <= {one.name for one in model._meta.concrete_fields}
    if not names:
        return 0
    close = Q(pk__in=near.get(model._meta.label_lower, set()))
    if about:
        close = reduce(or_, (Q(about_label=label, about_id__in=ids) for label, ids in near.items()), close)
    anywhere = somewhere(model, known, names)
    for record in model.unscoped.filter(close | anywhere if anywhere else close).order_by("pk").iterator(500):
        pair: Pair = (model._meta.label_lower, record.pk)
        is_near = pair in known.beside or (about and (record.about_label, record.about_id) in known.beside)
        free = names if pair not in known.above else [one for one in names if is_long(model, one)]
        if pair != known.pair and replace(record, free, known, near=is_near):
            count += 1
    return count


def somewhere(model: Any, known: Known, names: list[str]) -> Q | None:
    """Where one of the marks occurs: as gathered, else asked of the table."""
    if known.gathered is not None and known.gathered.knows(known.marks):
        return Q(pk__in=known.gathered.ids(model._meta.label_lower, known.marks))
    return occurring(known.marks, names)


def is_long(model: Any, name: str) -> bool:
    return isinstance(model._meta.get_field(name), TextField)


def occurring(words: set[str], names: list[str]) -> Q | None:
    """Where one of the words occurs in one of the columns."""
    found = [Q(**{f"{name}__icontains": word}) for name in names for word in sorted(words)]
    return reduce(or_, found) if found else None


def replace(record: Any, names: list[str], known: Known, *, near: bool) -> bool:
    """Past the verbs, which would refuse what is decided or closed; the version moves on, so that no form brings it back."""
    changed = {}
    for name in names:
        before = getattr(record, name) or ""
        after = known.cleaned(before, near=near)
        if after != before:
            changed[name] = after
    if changed:
        write(record, changed)
        known.touched.add((record.label(), record.pk))
    return bool(changed)


def write(record: Any, values: dict[str, Any]) -> None:
    """The row and its place in the search index."""
    type(record).unscoped.filter(pk=record.pk).update(**values, version=F("version") + 1)
    for name, value in values.items():
        setattr(record, name, value)
    index.renew([record])
