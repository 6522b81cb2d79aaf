"""Taking back what somebody has just done to a record: by the verb that leads back, or by putting what was changed as it was;
once more through the store, while nobody has touched it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit import ports, registry, store
from xianji.kit.actions import PUT_BACK, Action, lock
from xianji.kit.boards.declared import board_of
from xianji.kit.bulk.undo import must_be_as_left, put_values
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Blocked, NotPermitted, WrongState
from xianji.lib import actor

MOVE, VERB = "undo_move", "take_back"
"""What the journal calls it: a card back in its lane, a record as it was."""
HOURS = 24
"""How long: a mistake is noticed on the day; later a verb leads back, with its own right."""


def can_undo(resource: Any, verb: str) -> bool:
    """Whether this verb says how it is taken back, or carries a card from lane to lane."""
    action = registry.actions.get(f"{resource.label}.{verb}")
    return bool(action and action.undo) or moves(resource, verb)


def moves(resource: Any, verb: str) -> bool:
    board, action = board_of(resource), registry.actions.get(f"{resource.label}.{verb}")
    return bool(board and action and action.then and action.state_field == board.by)


def is_move(resource: Any, entry: Entry) -> bool:
    """By a verb, or by a plain change where lanes are a choice."""
    board = board_of(resource)
    return moves(resource, entry.verb) or bool(board and entry.verb == "change" and board.by in entry.changes)


def leads_back(resource: Any, entry: Entry) -> bool:
    """Whether an entry of one's own says enough to be taken back."""
    return bool(entry.batch) and (can_undo(resource, entry.verb) or is_move(resource, entry))


def is_recent(entry: Entry) -> bool:
    return entry.at > timezone.now() - timedelta(hours=HOURS)


def address(resource: Any, pk: int, key: str) -> str:
    return f"{resource.address(pk)}/undo/{key}" if key else ""


def entries_of(record: Any, key: str) -> list[Entry]:
    """What the actor did to this record under this key, in order; nothing when it is too long ago."""
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk, batch=key, actor_id=actor.current().user_id)
    return [entry for entry in rows.order_by("id") if is_recent(entry)] if key else []


def take_back(resource: Any, record: Any, key: str) -> Any:
    """The record as it was, with the rights that the deed needed; refused when anything was changed since."""
    with store.whole():
        row, entries = lock(record), entries_of(record, key)
        if not entries or not all(leads_back(resource, entry) for entry in entries):
            raise WrongState(_("This can be taken back within %(hours)s hours.") % {"hours": HOURS})
        if way := opposite(resource, entries):
            must_be_as_left(row, whole(entries))
            return way(row, source="undo")
        verb = MOVE if all(is_move(resource, entry) for entry in entries) else VERB
        must_hold(resource, row, entries)
        if found := ports.objections(f"{resource.label}.{verb}", [row], {}):
            raise Blocked(found)
        put_values(row, whole(entries))
        resource.taken_back(row)
        return store.change(row, verb=verb, source="undo")


def opposite(resource: Any, entries: list[Entry]) -> Action | None:
    """The verb that leads back, where a single deed names one."""
    action = registry.actions.get(f"{resource.label}.{entries[0].verb}") if len(entries) == 1 else None
    if action is None or action.undo in {"", PUT_BACK}:
        return None
    return registry.actions[f"{resource.label}.{action.undo}"]


def must_hold(resource: Any, row: Any, entries: list[Entry]) -> None:
    holding = Holding(row, actor.current())
    actions = [registry.actions.get(f"{resource.label}.{entry.verb}") for entry in entries]
    needed = {resource.permission("change"), *(action.needed for action in actions if action)}
    if not all(holding.may(permission) for permission in needed):
        raise NotPermitted(_("You may not take this back."))


def whole(entries: list[Entry]) -> dict[str, Any]:
    """Several steps as one: the value before the first, and after the last."""
    found: dict[str, Any] = {}
    for entry in entries:
        for name, (old, new, *_rest) in entry.changes.items():
            found[name] = (found[name][0] if name in found else old, new)
    return found
