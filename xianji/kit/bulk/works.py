"""How a deed is done: in the set form, to many locked rows with one write, or row by row by its own verb."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import verbs
from xianji.kit.belonging import placeless
from xianji.kit.bulk.deeds import Deed
from xianji.kit.bulk.outcome import Outcome, elsewhere
from xianji.kit.bulk.setwise import Many, fill
from xianji.kit.marks import keeping as marks
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor

SET, SINGLE = 500, 100
"""Rows that share a transaction, in either form."""


@dataclass(frozen=True)
class Work:
    """One deed with its values. `many` is its set form, where it has one; `alone` does the same to one record."""

    verb: str
    permission: str
    refusal: str
    alone: Callable[[Any], Any]
    many: Many | None = None
    values: dict[str, Any] = field(default_factory=dict)
    overwrites: bool = True
    """Whether it puts a value in the place of another: then what was changed since it was seen is left alone."""
    asked: str = ""
    """What preventive controls know it by, where that is not the permission."""

    @property
    def size(self) -> int:
        return SET if self.many else SINGLE


def work_of(resource: Any, deed: Deed, values: dict[str, Any], reason: str, source: str) -> Work:
    """The deed as it is done with these values on behalf of the actor."""
    if deed.action is not None:
        return _verb(deed.action, values, reason, source)
    made = BUILT_IN[deed.name](values, reason, source)
    needed = resource.permission(NEEDED.get(deed.name, deed.name))
    asked = resource.permission("restore") if deed.name == "restore" else needed
    return Work(deed.name, needed, elsewhere(needed), *made, values, overwrites=deed.name != "tag", asked=asked)


NEEDED = {"tag": "change", "restore": "delete"}
"""The permission behind a deed of another name."""


def _verb(action: Any, values: dict[str, Any], reason: str, source: str) -> Work:
    def alone(record: Any) -> Any:
        return action(record, reason=reason, source=source, **values)

    def put(row: Any) -> None:
        action.must_suit(row)
        if not action.only_for(row, actor.current()):
            raise NotPermitted(told)
        action.put(row, actor.current(), values)

    told = _("You may not do “%(verb)s” here.") % {"verb": action.label}
    many = fill(put, verb=action.name, reason=reason, source=source) if action.sets and action.then else None
    return Work(action.name, action.needed, told, alone, many, values)


Made = tuple[Callable[[Any], Any], Many]


def _change(values: dict[str, Any], reason: str, source: str) -> Made:
    many = fill(lambda row: verbs.assign(row, values), verb="change", source=source, known=frozenset(values))
    return lambda record: verbs.change(record, values, source=source), many


def _hand_over(values: dict[str, Any], reason: str, source: str) -> Made:
    to = values["to"]

    def put(row: Any) -> None:
        row.owner = to
        verbs.must_work_here(row, "to")

    many = fill(put, verb="hand_over", reason=reason, source=source, known=frozenset({"owner"}))
    return lambda record: verbs.hand_over(record, to, reason=reason, source=source), many


def _tag(values: dict[str, Any], reason: str, source: str) -> Made:
    text = values["tags"]
    return (lambda record: marks.add(record, text, source=source),
            lambda rows: marks.add_many(rows, text, source=source))  # fmt: skip


def _delete(values: dict[str, Any], reason: str, source: str) -> Made:
    now = timezone.now()
    many = fill(lambda row: setattr(row, "deleted_at", now), verb="delete", reason=reason, source=source)
    return lambda record: verbs.delete(record, reason=reason, source=source), many


def _restore(values: dict[str, Any], reason: str, source: str) -> Made:
    back = fill(lambda row: setattr(row, "deleted_at", None), verb="restore", source=source)

    def many(rows: list[Any]) -> Outcome:
        refused = placeless(rows)
        found = [row for row in rows if row.pk not in refused]
        outcome = back(found) if found else Outcome()
        for row in rows:
            if row.pk in refused:
                outcome.refuse(row, refused[row.pk])
        return outcome

    return lambda record: verbs.restore(record, source=source), many


BUILT_IN: dict[str, Callable[..., Made]] = {
    "change": _change, "hand_over": _hand_over, "tag": _tag, "delete": _delete, "restore": _restore,
}


def must_be_known(deed: Deed | None, name: str) -> Deed:
    """Refused where the actor may do no such thing any more."""
    if deed is None or deed.name in {"export", "merge"}:
        raise Refused(_("You may no longer do this: %(deed)s.") % {"deed": name})
    return deed
