"""Taking an import back: what it created goes to the trash, what it changed gets its old values again."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit import registry, sets, store
from xianji.kit.imports.load import CREATED, batched, held
from xianji.kit.imports.models import Batch
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.among import Among

BLOCK = 2_000


def undo(batch: Batch) -> dict[str, int]:
    """All or nothing; refused when a record was changed since, naming the first."""
    who = actor.current()
    if not who.is_system and batch.user_id != who.user_id:
        raise Refused(_("Only the one who imported can take it back."))
    model = registry.resource_of(batch.label).model
    with transaction.atomic():
        if held(pk=batch.pk) != Batch.State.DONE:
            raise Refused(_("Only an import that was done can be taken back."))
        entries = Entry.objects.filter(batch=batch.key, label=batch.label)
        _untouched(batch, entries)
        created = entries.filter(verb=CREATED).values("record_id")
        gone = sets.change_many(
            model.unscoped.filter(pk__in=created), {"deleted_at": timezone.now()}, verb="undo_import", source="import"
        )
        back = sum(_restore(model, block) for block in _changed(entries, created))
        batch.state = Batch.State.UNDONE
        batch.save(update_fields=["state"])
    return {"deleted": gone, "restored": back}


def _untouched(batch: Batch, entries: Any) -> None:
    """Refused when anything was written about one of the records after the import."""
    last = entries.aggregate(last=Max("id"))["last"] or 0
    later = Entry.objects.filter(label=batch.label, id__gt=last, record_id__in=entries.values("record_id"))
    touched = later.exclude(batch=batch.key).first()
    if touched is not None:
        raise Refused(_("“%(record)s” was changed after the import; take that back first.") % {"record": touched.title})


def _changed(entries: Any, created: Any) -> Iterator[list[Entry]]:
    """The first entry about each record that existed before, in blocks."""
    first = entries.exclude(record_id__in=created).order_by().values("record_id").annotate(first=Min("id"))
    for ids in batched(first.values_list("first", flat=True).iterator(BLOCK), BLOCK):
        yield list(Entry.objects.filter(Among("pk", ids)))


def _restore(model: Any, entries: list[Entry]) -> int:
    """Give records the values they had before."""
    fields = {f.attname: f for f in model._meta.concrete_fields}
    stored = {record.pk: record for record in model.unscoped.filter(Among("pk", [entry.record_id for entry in entries]))}
    records = []
    for entry in entries:
        record = stored[entry.record_id]
        for name, (old, *_new) in entry.changes.items():
            if name in fields:
                setattr(record, name, fields[name].to_python(old))
        if store.changes(record):
            records.append(record)
    names = sorted({fields[name].name for entry in entries for name in entry.changes if name in fields})
    return sets.update_many(model, records, names, verb="undo_import", source="import")
