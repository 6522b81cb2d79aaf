"""Taking an import back: what it created goes to the trash, what it changed gets its old values again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit import registry, sets, store
from xianji.kit.imports.load import CREATED
from xianji.kit.imports.models import Batch
from xianji.kit.refusals import Refused
from xianji.lib import actor


def undo(batch: Batch) -> dict[str, int]:
    """All or nothing; refused when a record was changed since, naming the first."""
    who = actor.current()
    if batch.state != Batch.State.DONE:
        raise Refused(_("Only an import that was done can be taken back."))
    if not who.is_system and batch.user_id != who.user_id:
        raise Refused(_("Only the one who imported can take it back."))
    model = registry.resource_of(batch.label).model
    with transaction.atomic():
        entries = Entry.objects.filter(batch=batch.key, label=batch.label).select_related("values").order_by("id")
        first: dict[int, Entry] = {}
        created: set[int] = set()
        for entry in entries:
            pk = entry.record_id or 0
            first.setdefault(pk, entry)
            if entry.verb == CREATED:
                created.add(pk)
        _untouched(batch, list(first))
        gone = sets.change_many(
            model.unscoped.filter(pk__in=created), {"deleted_at": timezone.now()}, verb="undo_import", source="import"
        )
        back = _restore(model, [entry for pk, entry in first.items() if pk not in created])
        batch.state = Batch.State.UNDONE
        batch.save(update_fields=["state"])
    return {"deleted": gone, "restored": back}


def _untouched(batch: Batch, ids: list[int]) -> None:
    later = Entry.objects.filter(label=batch.label, record_id__in=ids).exclude(batch=batch.key)
    last = Entry.objects.filter(batch=batch.key).order_by("-id").values_list("id", flat=True).first()
    touched = later.filter(id__gt=last or 0).first()
    if touched is not None:
        raise Refused(_("“%(record)s” was changed after the import; take that back first.") % {"record": touched.title})


def _restore(model: Any, entries: list[Entry]) -> int:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    records = []
    for entry in entries:
        record = model.unscoped.get(pk=entry.record_id)
        for name, (old, _new, _salt) in entry.values.fields.items():
            if name in fields:
                setattr(record, name, fields[name].to_python(old))
        if store.changes(record):
            records.append(record)
    names = sorted({fields[name].name for entry in entries for name in entry.values.fields if name in fields})
    return sets.update_many(model, records, names, verb="undo_import", source="import")
