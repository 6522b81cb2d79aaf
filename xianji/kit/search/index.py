"""Keeping the search index true: called by the store inside the transaction of each write."""

from functools import lru_cache
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Replace

from xianji.kit import registry
from xianji.kit.search import engine, gathering
from xianji.kit.search.models import SearchRow
from xianji.kit.search.places import path_tokens
from xianji.org.among import Among

FEW = 20
BLOCK = CHUNK = 2000


def renew(records: list[Any], *, new: bool = False) -> None:
    """Write or remove the search rows of records that were just stored, and of those that show their titles; new ones have
    no rows yet."""
    by_model: dict[Any, list[Any]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record)
    for model, several in by_model.items():
        if not gathering.is_indexed(model):
            continue
        if len(several) == 1 and not new:
            _renew_one(model, several[0])
        else:
            write(model, several, new=new)
        if not new:
            _follow(model, several)


def _renew_one(model: Any, record: Any) -> None:
    """The row of a record that was changed: on top again, and what it says made anew only where that has changed."""
    was = engine.take(model._meta.label_lower, record.pk, record.updated_at)
    if record.deleted_at is None:
        engine.insert([was] if was and gathering.says_the_same(was, record) else gathering.rows(model, [record]))


def write(model: Any, records: list[Any], *, new: bool = False) -> None:
    """Replace the rows of records of one kind; what lies in the trash keeps none, and new records have none yet."""
    rows = gathering.rows(model, [record for record in records if record.deleted_at is None], new=new)
    if new:
        engine.insert(rows)
        return
    gone = [record.pk for record in records]
    if len(records) > FEW:
        same = _unchanged(model, rows)
        rows = [row for row in rows if row.record_id not in same]
        gone = [pk for pk in gone if pk not in same]
    for start in range(0, len(gone), BLOCK):
        rows_of(model, gone[start : start + BLOCK]).delete()
    engine.insert(rows)


def _unchanged(model: Any, rows: list[gathering.Row]) -> set[int]:
    """Ids of records whose rows would stay as they are: in a bulk change most need not be written."""
    stored: dict[int, tuple[Any, ...]] = {}
    compared = gathering.Row._fields[1:-1]
    for start in range(0, len(rows), BLOCK):
        ids = [row.record_id for row in rows[start : start + BLOCK]]
        stored.update((values[0], values) for values in rows_of(model, ids).values_list(*compared))
    return {row.record_id for row in rows if stored.get(row.record_id) == row[1:-1]}


def rows_of(model: Any, ids: list[int]) -> Any:
    """The stored rows of these records."""
    return SearchRow.objects.filter(Among("record_id", ids), label=model._meta.label_lower)


def _follow(model: Any, records: list[Any]) -> None:
    """Rows that copy a title which has just changed are written anew."""
    copies = followers(model)
    if not copies:
        return
    name = gathering.sources(model).title
    renamed = [r.pk for r in records if name in (old := getattr(r, "_loaded", {})) and old[name] != getattr(r, name)]
    if not renamed:
        return
    for other, link in copies:
        rows = other.unscoped.filter(Among(link, renamed), deleted_at=None).order_by("pk")
        several = []
        for record in rows.iterator(CHUNK):
            several.append(record)
            if len(several) == CHUNK:
                write(other, several)
                several = []
        write(other, several)


@lru_cache(maxsize=1024)
def followers(model: Any) -> tuple[tuple[Any, str], ...]:
    """(kind, link) of everything whose rows copy a title of this kind."""
    found = []
    for resource in registry.resources.values():
        if not gathering.is_indexed(resource.model):
            continue
        for path in gathering.sources(resource.model).links:
            link = path.split("__")[0]
            field = resource.model._meta.get_field(link)
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                found.append((resource.model, link))
    return tuple(dict.fromkeys(found))


def rebuild(label: str | None = None) -> int:
    """Write the index of one kind, or of everything, from the records; returns how many rows. Work may go on meanwhile."""
    count = 0
    for resource in list(registry.resources.values()):
        if gathering.is_indexed(resource.model) and label in (None, resource.label):
            count += _rebuild(resource.model)
    engine.settle()
    return count


def _rebuild(model: Any) -> int:
    """In order of the last change, so that the newest rows get the greatest ids."""
    SearchRow.objects.filter(label=model._meta.label_lower).exclude(
        record_id__in=model.unscoped.filter(deleted_at=None).values("pk")
    ).delete()
    ids = list(model.unscoped.filter(deleted_at=None).order_by("updated_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            rows = model.unscoped.select_for_update(of=("self",)).filter(pk__in=ids[start : start + CHUNK])
            write(model, list(rows.order_by("updated_at", "pk")))
    return len(ids)


def refile(unit: Any) -> int:
    """The rows of a moved unit's records get its new path, once the records have it; returns how many."""
    moved = 0
    for resource in registry.resources.values():
        model = resource.model
        if not model.owned or not gathering.is_indexed(model):
            continue
        rows = SearchRow.objects.filter(
            label=resource.label, record_id__in=model.unscoped.filter(unit_id=unit.pk).values("pk")
        ).exclude(org_path__in=["", unit.path])
        for path in list(rows.values_list("org_path", flat=True).distinct()):
            moved += rows.filter(org_path=path).update(
                org_path=unit.path,
                tokens=Replace(
                    "tokens", models.Value(path_tokens(path)), models.Value(path_tokens(unit.path))
                ),
            )
    return moved
