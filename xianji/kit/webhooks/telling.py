"""What is sent: the event, and the record as it stands now, as the API would tell it to the person of the webhook."""

import json
from typing import Any

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.api import lines, rows
from xianji.kit.records.finding import is_seen
from xianji.kit.webhooks.models import Delivery
from xianji.lib import actor
from xianji.org.actors import actor_of
from xianji.org.models import User


def account_of(person_id: int) -> User | None:
    """The open account of a person."""
    return User.objects.filter(person_id=person_id, is_active=True).first()


def content_of(delivery: Delivery, account: User) -> bytes | None:
    """The body; None where the person may not see the record, or not any more."""
    with actor.acting(actor_of(account)):
        told = event_of(delivery)
    return None if told is None else json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def event_of(delivery: Delivery) -> dict[str, Any] | None:
    event: dict[str, Any] = {
        "id": str(delivery.event), "at": delivery.at.isoformat(), "object": delivery.webhook.kind, "verb": delivery.verb,
        "record_id": delivery.record_id,
    }  # fmt: skip
    if delivery.record_id is None:
        return event
    resource = registry.resources.get(delivery.webhook.kind)
    found = record_of(resource, delivery.record_id) if resource else None
    if found is None:
        return None
    return event | changes_of(resource, delivery) | {"record": found["record"]}


def record_of(resource: Any, pk: int) -> dict[str, Any] | None:
    """{record} as it is told, nothing in it for one that lies in the trash; None for what is not to be seen."""
    stored = rows.telling(resource).stored(pk) if resource.may(actor.current(), "view") else None
    if stored is None or not is_seen(stored[0]):
        return None
    record, content = stored
    if record.deleted_at is not None:
        return {"record": None}
    if not resource.lists(pk):
        return None
    return {"record": content | lines.told_of(resource, pk)}


def changes_of(resource: Any, delivery: Delivery) -> dict[str, Any]:
    """Who did it, and the names of the fields that it changed, as far as they are open."""
    entry = Entry.objects.filter(pk=delivery.entry_id or 0).first()
    if entry is None:
        return {}
    names = {resource.model._meta.get_field(name).name for name in entry.changes if has_field(resource.model, name)}
    shown = [name for name in rows.fields_of(resource) if name in names]
    return {"by": entry.actor, "changed": [column.path for column in resource.open_to(actor.current(), shown)]}


def has_field(model: Any, name: str) -> bool:
    return any(name in (field.name, field.attname) for field in model._meta.concrete_fields)
