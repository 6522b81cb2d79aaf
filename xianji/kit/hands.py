"""Who had a hand in a record: of its two stamps the later is only the last, so the journal is asked."""

from collections.abc import Collection
from typing import Any

from xianji.audit.models import Entry
from xianji.lib.actor import Actor

TYPED = ("create", "import", "change")
"""How values come into a record; what the verbs of an object write is their own."""


def typed_in(record: Any, who: Actor, fields: Collection[str] = ()) -> bool:
    """Whether they entered it or changed what it says, or one of these fields of it, however many have since."""
    if who.person_id and who.person_id == record.created_by_id:
        return True
    return _did(record, who, TYPED, fields)


def did(record: Any, who: Actor, *verbs: str) -> bool:
    """Whether one of these verbs was theirs, whoever answers for the record since."""
    return _did(record, who, verbs)


def _did(record: Any, who: Actor, verbs: Collection[str], fields: Collection[str] = ()) -> bool:
    if who.user_id is None:
        return False
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk, actor_id=who.user_id, verb__in=verbs)
    return bool((rows.filter(changes__has_any_keys=list(fields)) if fields else rows).exists())
