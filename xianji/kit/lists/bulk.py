"""What can be done with ticked rows: each row through its own verb, so that every check holds; refusals are told per row."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.audit.journal import together
from xianji.kit import verbs
from xianji.kit.actions import note_refusal
from xianji.kit.columns import Column
from xianji.kit.marks import keeping as marks
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.models import Person

MOST = 500
BLOCK = 100
"""So many rows share a transaction; one that is refused takes back itself alone."""
ASKING = {"hand_over", "tag", "change"}
"""What needs to be told something."""
VERBS = 2
"""How many of a resource's own verbs stand in the bar; the others are in its menu."""


@dataclass(frozen=True)
class Deed:
    """A button of the bulk bar; `action` is the resource's own verb behind it, if it is one."""

    name: str
    label: Any
    icon: str
    is_danger: bool = False
    is_wide: bool = False
    is_first: bool = False
    action: Any = None

    @property
    def needs(self) -> bool:
        """Whether something must be asked first."""
        return self.name in ASKING or bool(self.action and (self.action.parameters or self.is_danger))


@dataclass
class Outcome:
    """What was done, and what was refused: [(record, reason)]."""

    done: list[Any] = field(default_factory=list)
    same: list[Any] = field(default_factory=list)
    """Those that are so already."""
    refused: list[tuple[Any, str]] = field(default_factory=list)


def deeds(resource: Any) -> list[Deed]:
    """Those that the actor may do somewhere; whether a single row allows it is checked when it is done."""
    who = actor.current()
    found = []
    if together_fields(resource) and resource.may(who, "change"):
        found.append(Deed("change", _("Change a field"), "pencil", is_wide=True, is_first=True))
    if resource.model.owned and resource.may(who, "hand_over"):
        found.append(Deed("hand_over", _("Hand over"), "user-share", is_first=True))
    if resource.marks and resource.may(who, "change"):
        found.append(Deed("tag", _("Add tags"), "tag", is_wide=True))
    offered = [action for action in resource.verbs() if action.only_through is None and not action.is_alone]
    open_ones = [action for action in offered if who.may(action.needed)]
    first = [action for action in open_ones if not action.is_danger][:VERBS]
    for action in open_ones:
        found.append(Deed(action.name, action.label, action.icon, action.is_danger, True, action in first, action))
    if resource.may(who, "export"):
        found.append(Deed("export", _("Export"), "download", is_wide=True, is_first=True))
    if resource.may(who, "delete"):
        found.append(Deed("delete", _("Delete"), "trash", True, True))
    return found


def together_fields(resource: Any) -> list[Column]:
    """The fields that many records may be given at once: what is each record's own is not among them, nor what is veiled."""
    columns = resource.open_to(actor.current(), [name for name in resource.editable if name != "owner"])
    return [one for one in columns if not one.field.unique and one.kind not in {"phone", "secret", "json"}
            and one.path != resource.title_name]  # fmt: skip


def carry_out(deed: Deed, records: list[Any], values: dict[str, Any], reason: str = "", key: str = "") -> Outcome:
    """In blocks, each one transaction; a refused row leaves nothing behind and is told. `key` stands in the journal."""
    return in_blocks(deed.name, work_of(deed, values, reason), records, key)


def in_blocks(name: str, work: Callable[[Any], Any], records: list[Any], key: str = "") -> Outcome:
    """The work on each record; what is refused is written down under that name when its block has been stored."""
    outcome = Outcome()
    for start in range(0, len(records), BLOCK):
        refusals: list[tuple[Any, Refused]] = []
        with together(key):
            with transaction.atomic():
                for record in records[start : start + BLOCK]:
                    _do(work, record, outcome, refusals)
            for record, refusal in refusals:
                note_refusal(name, record, refusal, "web")
    return outcome


def try_out(deed: Deed, records: list[Any], values: dict[str, Any], reason: str = "") -> Outcome:
    """What would come of it: done, and taken back."""
    work, outcome = work_of(deed, values, reason), Outcome()
    with transaction.atomic():
        for record in records:
            _do(work, copy(record), outcome, [])
        transaction.set_rollback(True)
    return outcome


def _do(work: Callable[[Any], Any], record: Any, outcome: Outcome, refusals: list[tuple[Any, Refused]]) -> None:
    before = record.version
    try:
        with transaction.atomic():
            row = work(record)
    except Refused as refusal:
        outcome.refused.append((record, told(refusal)))
        refusals.append((record, refusal))
    else:
        is_same = isinstance(row, type(record)) and row.version == before
        (outcome.same if is_same else outcome.done).append(record)


def work_of(deed: Deed, values: dict[str, Any], reason: str) -> Callable[[Any], Any]:
    if deed.action is not None:
        return lambda record: deed.action(record, reason=reason, source="web", **values)
    if deed.name == "hand_over":
        to: Person = values["to"]
        return lambda record: verbs.hand_over(record, to, reason=reason, source="web")
    if deed.name == "change":
        return lambda record: verbs.change(record, values, source="web")
    if deed.name == "tag":
        return lambda record: marks.add(record, values["tags"], source="web")
    if deed.name == "restore":
        return lambda record: verbs.restore(record, source="web")
    return lambda record: verbs.delete(record, reason=reason, source="web")


def told(refusal: Refused) -> str:
    """The refusal in one sentence, the fields' rules included."""
    rules = [message for messages in refusal.fields.values() for message in messages]
    return " ".join(rules) or refusal.message
