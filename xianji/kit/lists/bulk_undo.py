"""Taking back what was done to many rows: what nobody has changed since is put back, what somebody has is named."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit import store, verbs
from xianji.kit.actions import lock
from xianji.kit.lists.bulk import MOST, Outcome, in_blocks
from xianji.kit.marks import keeping as marks
from xianji.kit.marks.words import written
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.models import Person

ABLE = {"change", "hand_over", "delete", "tag"}
"""A state is left by its verbs alone."""
DERIVED = {"unit_id", "org_path"}
"""What follows from the owner."""


def entries_of(label: str, key: str) -> list[Entry]:
    """What the actor did to many rows under this key."""
    if not key:
        return []
    rows = Entry.objects.filter(batch=key, label=label, actor_id=actor.current().user_id, verb__in=ABLE)
    return list(rows.order_by("id")[:MOST])


def take_back(resource: Any, entries: list[Entry]) -> Outcome:
    """Each record by the verb that leads back, with the rights of now."""
    stored = resource.model.unscoped.in_bulk([entry.record_id for entry in entries])
    by_id = {entry.record_id: entry for entry in entries}
    records = [stored[pk] for pk in by_id if pk in stored]
    return in_blocks("undo", lambda record: put_back(record, by_id[record.pk]), records)


def put_back(record: Any, entry: Entry) -> Any:
    """What one entry tells, the other way round, unless it is no longer as it was left then."""
    with store.whole():
        if entry.verb == "delete":
            if record.deleted_at is None:
                raise since(record)
            return verbs.restore(record, source="undo")
        row = lock(record)
        if entry.verb == "tag":
            old, new = entry.changes.get("tags") or ("", None)
            if written(marks.names_of(row)) != new:
                raise since(record)
            return marks.settle(row, old, source="undo")
        before = as_before(row, entry)
        if entry.verb == "hand_over":
            return verbs.hand_over(row, Person.objects.filter(pk=before["owner_id"]).first(), source="undo")
        return verbs.change(row, before, source="undo")


def as_before(row: Any, entry: Entry) -> dict[str, Any]:
    """{column: the value before}, only while every one of them still has the value that was given."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    before = {}
    for name, (old, new, *_rest) in entry.changes.items():
        if name in fields and name not in DERIVED:
            if getattr(row, name) != fields[name].to_python(new):
                raise since(row)
            before[name] = fields[name].to_python(old)
    if not before:
        raise since(row)
    return before


def since(record: Any) -> Refused:
    return Refused(_("“%(record)s” was changed since; it is left as it is.") % {"record": record})
