"""The verbs every object has: create, change, delete, restore, hand over; preventive controls may block them too."""

from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import ports, registry, store
from xianji.kit.actions import lock, note_refusal
from xianji.kit.belonging import must_have_its_place
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.kit.said import typed
from xianji.lib import actor as acting

BUILT_IN = ("view", "create", "change", "delete", "hand_over", "import", "export")


def create(model: Any, values: dict[str, Any], *, source: str = "") -> Any:
    """A new record of one's own, or of somebody within reach."""
    who = acting.current()
    record = model()
    if record.owned and "owner" not in values and "owner_id" not in values:
        record.owner_id = who.person_id
    assign(record, values)
    with store.whole():
        owners: store.Owners = {}
        store.place(record, owners)
        _must_hold("create", record)
        must_work_here(record, "owner")
        _no_objections("create", record, {})
        return store.create(record, source=source, owners=owners)


def change(record: Any, given: dict[str, Any], *, version: int | None = None, source: str = "") -> Any:
    """Change fields of a record within reach; a stale version is refused with both values. A new owner is a handing over."""

    def work(row: Any) -> Any:
        values = {name: meant(row, name, value) for name, value in given.items()}
        if version is not None and version != row.version:
            before = {name: getattr(record, name, None) for name in columns(row, values)}
            raise _stale(row, values, before)
        assign(row, values)
        if "owner_id" in store.changes(row):
            _must_hold("hand_over", row)
            must_work_here(row, "owner")
        return store.change(row, source=source)

    return _guarded("change", record, work, source, given)


def delete(record: Any, *, version: int | None = None, reason: str = "", source: str = "") -> Any:
    """To the trash, from where it can come back."""

    def work(row: Any) -> Any:
        row.deleted_at = timezone.now()
        return store.change(row, verb="delete", reason=reason, source=source, version=version)

    return _guarded("delete", record, work, source)


def restore(record: Any, *, source: str = "") -> Any:
    """Back from the trash, once what it belongs to is there; controls are asked as if it were made anew."""

    def work(row: Any) -> Any:
        must_have_its_place(row)
        row.deleted_at = None
        return store.change(row, verb="restore", source=source)

    return _guarded("delete", record, work, source, asked="restore", trashed=True)


def hand_over(record: Any, to: Any, *, reason: str = "", source: str = "") -> Any:
    """Give a record to another person; it moves to that person's unit."""

    def work(row: Any) -> Any:
        row.owner = to
        must_work_here(row, "to")
        return store.change(row, verb="hand_over", reason=reason, source=source)

    return _guarded("hand_over", record, work, source)


def assign(record: Any, values: dict[str, Any]) -> None:
    """Put values on a record: only fields the actor may see and a form may change."""
    who = acting.current()
    resource = registry.resource_of(type(record)) if registry.has_resource(type(record)) else None
    for name, value in values.items():
        guard = resource.guarded.get(name) if resource else None
        if guard and not who.may(guard):
            raise NotPermitted(_("The field “%(field)s” is not open to you.") % {"field": name})
        setattr(record, name, meant(record, name, value))


def meant(record: Any, name: str, value: Any) -> Any:
    """What is typed where the program writes sentences: see `said.typed`."""
    model: Any = type(record)
    is_said = isinstance(value, str) and name in sayings(model)
    return typed(value, getattr(record, name) or "") if is_said else value


@cache
def sayings(model: Any) -> frozenset[str]:
    """The fields that hold sentences of the program, beside words of people or alone."""
    return frozenset(field.name for field in model._meta.concrete_fields if getattr(field, "is_said", False))


def columns(record: Any, values: dict[str, Any]) -> list[str]:
    return [record._meta.get_field(name.removesuffix("_id")).attname for name in values]


def _stale(row: Any, values: dict[str, Any], before: dict[str, Any]) -> Any:
    mine = {}
    for name, value in values.items():
        attname = row._meta.get_field(name.removesuffix("_id")).attname
        new = getattr(value, "pk", value)
        if before.get(attname) != getattr(row, attname) or new != getattr(row, attname):
            mine[attname] = (before.get(attname), new)
    return store.stale(row, mine)


def _guarded(verb: str, record: Any, work: Any, source: str, values: dict[str, Any] | None = None,
             *, asked: str = "", trashed: bool = False) -> Any:  # fmt: skip
    """The row locked, permission on it as it stands, then preventive controls, then the work, all in one transaction. `asked`
    is what controls know it by, where that is not the permission."""
    try:
        with store.whole():
            row = lock(record, trashed=trashed)
            _must_hold(verb, row)
            _no_objections(asked or verb, row, values or {})
            return work(row)
    except Refused as refusal:
        if not transaction.get_connection().in_atomic_block:
            note_refusal(verb, record, refusal, source)
        raise


def _no_objections(verb: str, record: Any, values: dict[str, Any]) -> None:
    if found := ports.objections(f"{record.label()}.{verb}", [record], values):
        raise Blocked(found)


def must_work_here(record: Any, field: str) -> None:
    """Nothing new lands on the desk of somebody who left; imported history may name them."""
    if not record.owned or record.owner_id in (None, acting.current().person_id):
        return
    if (owner := record.owner).left_on:
        told = _("%(person)s no longer works here. Choose somebody else.") % {"person": owner}
        raise Refused("", {field: [told]})


def _must_hold(verb: str, record: Any) -> None:
    """The permission, by where the record lies; it is new, or has just been locked."""
    permission = f"{record.label()}.{verb}"
    if not Holding(record, acting.current()).may(permission):
        raise NotPermitted(_("You may not do this here: %(permission)s.") % {"permission": permission})
